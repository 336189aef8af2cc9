namespace Chancery.Text.Search;

/// <summary>What was learnt from the texts of an archive.</summary>
public sealed class Lexicon
{
    public static Lexicon Empty { get; } = new();

    /// <summary>Tells one lexicon from another; an index keeps it beside <see cref="Analyser.Version"/>.</summary>
    public string Hash => "";

    public static Lexicon Learn(IEnumerable<string> texts)
    {
        var builder = new LexiconBuilder();
        foreach (var text in texts) builder.Add(text);
        return builder.Build();
    }

    public void Write(Stream s) => s.WriteByte(0);

    public static Lexicon Read(Stream s) => Empty;
}

/// <summary>Learns a <see cref="Lexicon"/> text by text.</summary>
public sealed class LexiconBuilder
{
    public void Add(ReadOnlySpan<char> text)
    {
    }

    public Lexicon Build() => Lexicon.Empty;
}
