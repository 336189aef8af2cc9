using DiffPlex;
using DiffPlex.Chunkers;
using Microsoft.AspNetCore.Html;

namespace Chancery.Features.Stories;

/// <summary>What became of a run of words between two texts.</summary>
internal enum WordChange
{
    Same,
    Removed,
    Added,
}

/// <summary>Two texts compared word by word.</summary>
internal static class WordDiff
{
    private static readonly DelimiterChunker Words = new([' ', '\n', '\t', '.', ',', ';', ':', '!', '?', '(', ')', '。', '、']);

    /// <summary>The runs of both texts in reading order; without the added ones it is the old text, without the removed ones the new.</summary>
    public static IReadOnlyList<(WordChange Change, string Text)> Between(string before, string after)
    {
        var diff = new Differ().CreateDiffs(before, after, ignoreWhiteSpace: false, ignoreCase: false, Words);
        var runs = new List<(WordChange, string)>();
        var at = 0;
        foreach (var block in diff.DiffBlocks)
        {
            Add(WordChange.Same, diff.PiecesOld, at, block.DeleteStartA);
            Add(WordChange.Removed, diff.PiecesOld, block.DeleteStartA, block.DeleteStartA + block.DeleteCountA);
            Add(WordChange.Added, diff.PiecesNew, block.InsertStartB, block.InsertStartB + block.InsertCountB);
            at = block.DeleteStartA + block.DeleteCountA;
        }
        Add(WordChange.Same, diff.PiecesOld, at, diff.PiecesOld.Count);
        return runs;

        void Add(WordChange change, IReadOnlyList<string> pieces, int from, int to)
        {
            if (to > from) runs.Add((change, string.Concat(pieces.Skip(from).Take(to - from))));
        }
    }

    /// <summary>The same as HTML: <c>del</c> and <c>ins</c>, every word encoded.</summary>
    public static IHtmlContent Html(string before, string after)
    {
        var html = new HtmlContentBuilder();
        foreach (var (change, text) in Between(before, after))
        {
            var tag = change switch { WordChange.Removed => "del", WordChange.Added => "ins", _ => "span" };
            html.AppendHtml($"<{tag}>").Append(text).AppendHtml($"</{tag}>");
        }
        return html;
    }
}
