"""What can be measured of one picture on any machine, to order and to stack by. Pixels and evidence in, numbers out.

`table` names the measures and puts them into words (light: the web reads it); `measure` takes them, `alike`,
`structure` and `lookalike` say which pictures are nearly the same, `grouping` puts those together (workers only).
"""
