namespace Chancery.Text.Segmentation;

/// <summary>What a block of a document is. Code is aligned but not read.</summary>
public enum BlockKind
{
    Paragraph,
    Heading,
    ListItem,
    Quotation,
    TableRow,
    Code,
    Metadata,
}

/// <summary>A link as written: where its address stands in the original text.</summary>
public readonly record struct LinkSpan(string Address, int Start, int End);

/// <summary>A sentence: <c>Start</c>/<c>End</c> in the original text, <c>ReadStart</c>/<c>ReadEnd</c> in the reading of its block.</summary>
public sealed record Sentence(int Block, int Start, int End, int ReadStart, int ReadEnd);

/// <summary>
/// A run of text between empty lines, or a heading, list item or table row. <see cref="Reading"/> is what a reader sees
/// (no markup, composed Hangul, plain spaces); <see cref="OriginalStart"/> and <see cref="OriginalEnd"/> lead back.
/// </summary>
public sealed class Block
{
    private readonly int[] starts;
    private readonly int[] ends;

    internal Block(BlockKind kind, int start, int end, InlineReading inline)
    {
        Kind = kind;
        Start = start;
        End = end;
        Reading = inline.Text;
        Links = inline.Links;
        CodeSpans = inline.CodeSpans;
        starts = inline.Starts;
        ends = inline.Ends;
    }

    public BlockKind Kind { get; }
    public int Start { get; }
    public int End { get; }
    public string Reading { get; }
    public IReadOnlyList<LinkSpan> Links { get; }

    /// <summary>Stretches of <see cref="Reading"/> that stood in back-quotes: the same in every language.</summary>
    public IReadOnlyList<(int Start, int End)> CodeSpans { get; }

    public IReadOnlyList<Sentence> Sentences { get; internal set; } = [];

    public int OriginalStart(int reading) =>
        starts.Length == 0 ? Start : reading < starts.Length ? starts[reading] : ends[^1];

    public int OriginalEnd(int reading) =>
        ends.Length == 0 || reading <= 0 ? Start : ends[Math.Min(reading, ends.Length) - 1];
}
