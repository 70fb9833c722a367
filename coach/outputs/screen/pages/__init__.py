"""Everything the window shows besides a replay: menus, things to read, the guide, the exercise, the rest.

``described`` says what is on a page, in plain values; ``drawing`` draws it and says where it can be clicked.
"""
