namespace Chancery.Text.Segmentation;

/// <summary>A document taken apart into blocks and sentences. Offsets count UTF-16 units of <see cref="Text"/>.</summary>
public sealed class SegmentedText
{
    private SegmentedText(string text, string language, IReadOnlyList<Block> blocks)
    {
        Text = text;
        Language = language;
        Blocks = blocks;
    }

    public string Text { get; }
    public string Language { get; }
    public IReadOnlyList<Block> Blocks { get; }

    public IEnumerable<Sentence> Sentences => Blocks.SelectMany(block => block.Sentences);

    /// <summary>Reads <paramref name="text"/> as plain text with empty lines between paragraphs, or as Markdown. Never fails.</summary>
    public static SegmentedText Read(string text, string language)
    {
        var blocks = MarkdownBlocks.Read(text);
        for (var i = 0; i < blocks.Count; i++)
            blocks[i].Sentences = SentenceSplitter.Split(blocks[i], i, language);
        return new(text, language, blocks);
    }
}
