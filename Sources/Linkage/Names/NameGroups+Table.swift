extension NameGroups {
    /// A group a line: full forms in all languages, then, after a bar, short forms.
    static let table = """
        alexander alexandre aleksandr aleksander alejandro alessandro alexandros oleksandr iskander|alex sasha sanya shura alek sandro
        """
}
