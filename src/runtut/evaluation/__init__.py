"""How well runtut does: records held against gold stories, and findings held against what readers say of them.

`layers`, `traps` and `pages` compare records with what careful people wrote down (`runtut evaluate`); `sample`, `sheet`,
`reading` and `marks` draw findings from a collection, hand them to readers and count their verdicts (`runtut audit`).
"""
