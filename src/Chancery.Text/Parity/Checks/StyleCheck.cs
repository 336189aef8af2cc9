using Chancery.Text.Alignment;
using Chancery.Text.Segmentation;

namespace Chancery.Text.Parity.Checks;

/// <summary>Two spaces in a row between two words of a sentence. Wrong in no way, and yet nobody meant them.</summary>
internal sealed class StyleCheck : Check
{
    public override string Id => "style";
    public override Severity Severity => Severity.Note;

    public override IEnumerable<Finding> Find(Comparison comparison)
    {
        foreach (var finding in In(comparison.Source, true)) yield return finding;
        foreach (var finding in In(comparison.Target, false)) yield return finding;
    }

    private IEnumerable<Finding> In(Edition edition, bool isSource)
    {
        var text = edition.Text.Text;
        for (var s = 0; s < edition.Sentences.Length; s++)
        {
            var sentence = edition.Sentences[s];
            if (edition.Blocks[sentence.Block].Kind is BlockKind.Code or BlockKind.TableRow) continue;
            var within = text.AsSpan(sentence.Start, sentence.End - sentence.Start);
            var at = within.IndexOf("  ");
            if (at <= 0) continue;
            var end = at;
            while (end < within.Length && within[end] == ' ') end++;
            // Spaces around a line's end are the writer's layout.
            if (end == within.Length || !char.IsLetterOrDigit(within[end]) || within[at - 1] is '\n' or '\r') continue;
            var from = at;
            while (from > 0 && char.IsLetterOrDigit(within[from - 1])) from--;
            while (end < within.Length && char.IsLetterOrDigit(within[end])) end++;
            var words = within[from..end].ToString();
            var span = new FindingSpan(sentence.Start + from, sentence.Start + end, words, words);
            var whole = new FindingSpan(sentence.Start, sentence.End, within.ToString(), edition.Reading(sentence));
            yield return new()
            {
                Kind = FindingKinds.Style,
                Severity = Severity,
                Rule = Id,
                Explanation = "More than one space stands between these words.",
                Reason = FindingReasons.Spaces,
                Source = isSource ? span : null,
                Target = isSource ? null : span,
                SourceSentence = isSource ? whole : null,
                TargetSentence = isSource ? null : whole,
            };
        }
    }
}
