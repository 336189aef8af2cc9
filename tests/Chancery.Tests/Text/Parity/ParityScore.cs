using System.Globalization;
using System.Text;
using Chancery.Text.Parity;

namespace Chancery.Tests.Text.Parity;

/// <summary>Precision and recall of findings against what was put in: right only where the family of the kind and the place fit.</summary>
public sealed class ParityScore
{
    private static readonly Dictionary<string, string> Families = new(StringComparer.Ordinal)
    {
        [FindingKinds.Scale] = "number", [FindingKinds.Number] = "number", [FindingKinds.Currency] = "amount", [FindingKinds.Unit] = "amount",
        [FindingKinds.SentenceOnlySource] = "only source", [FindingKinds.ParagraphOnlySource] = "only source",
        [FindingKinds.SentenceOnlyTarget] = "only target", [FindingKinds.ParagraphOnlyTarget] = "only target",
    };

    private readonly SortedDictionary<string, (int Found, int Put, int False)> kinds = new(StringComparer.Ordinal);

    public int Untouched { get; private set; }
    public int FalselyAlarmed { get; private set; }
    public List<string> Misses { get; } = [];

    public double FalseAlarmRate => Untouched == 0 ? 0 : FalselyAlarmed / (double)Untouched;

    public (double Precision, double Recall, double F1) Of(string? kind = null)
    {
        var (found, put, wrong) = (0, 0, 0);
        foreach (var (name, counts) in kinds)
        {
            if (kind is not null && name != kind) continue;
            found += counts.Found;
            put += counts.Put;
            wrong += counts.False;
        }
        var precision = found + wrong == 0 ? 1 : found / (double)(found + wrong);
        var recall = put == 0 ? 1 : found / (double)put;
        return (precision, recall, precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall));
    }

    public void Add(GeneratedPair pair, IReadOnlyList<Finding> findings)
    {
        var open = findings.Where(finding => finding.Severity != Severity.Note || finding.Kind == FindingKinds.YearMissing).ToList();
        if (pair.Differences.Count == 0)
        {
            Untouched++;
            if (open.Count > 0) FalselyAlarmed++;
        }
        foreach (var injected in pair.Differences)
        {
            var at = open.FindIndex(finding => Fits(finding, injected));
            Count(injected.Kind, at >= 0 ? 1 : 0, 1, 0);
            if (at >= 0)
            {
                var family = Family(injected.Kind);
                open.RemoveAt(at);
                // A missing paragraph may be told sentence by sentence.
                if (injected.Kind == FindingKinds.ParagraphOnlySource) open.RemoveAll(finding => Family(finding.Kind) == family && Overlap(finding.Source, injected.Source));
            }
            else Misses.Add($"{pair.Name} missed {injected.Kind} {Text(pair.Source, injected.Source)} | {Text(pair.Target, injected.Target)}");
        }
        foreach (var finding in open)
        {
            Count(finding.Kind, 0, 0, 1);
            Misses.Add($"{pair.Name} false {finding.Kind} {finding.Source?.Text} | {finding.Target?.Text}");
        }
    }

    private static string Text(ParityText text, (int Start, int End)? place) => place is { } p ? text.Text[p.Start..p.End] : "–";

    private void Count(string kind, int found, int put, int wrong)
    {
        var counts = kinds.GetValueOrDefault(kind);
        kinds[kind] = (counts.Found + found, counts.Put + put, counts.False + wrong);
    }

    private static string Family(string kind) => Families.GetValueOrDefault(kind, kind);

    private static bool Fits(Finding finding, Injected injected) =>
        Family(finding.Kind) == Family(injected.Kind) && (Overlap(finding.Source, injected.Source) || Overlap(finding.Target, injected.Target));

    private static bool Overlap(FindingSpan? span, (int Start, int End)? place) =>
        span is not null && place is { } p && span.Start < p.End && span.End > p.Start;

    public override string ToString()
    {
        var output = new StringBuilder();
        foreach (var (kind, counts) in kinds)
        {
            var (precision, recall, f1) = Of(kind);
            output.Append(CultureInfo.InvariantCulture, $"{kind,-24} put {counts.Put,4}  P {precision:0.000}  R {recall:0.000}  F1 {f1:0.000}\n");
        }
        var all = Of();
        output.Append(CultureInfo.InvariantCulture, $"{"all",-24}           P {all.Precision:0.000}  R {all.Recall:0.000}  F1 {all.F1:0.000}\n");
        output.Append(CultureInfo.InvariantCulture, $"untouched documents with a false alarm: {FalselyAlarmed} of {Untouched} ({FalseAlarmRate:P1})\n");
        return output.ToString();
    }
}
