using System.Globalization;
using Chancery.Text.Alignment;
using Chancery.Text.Facts;
using Chancery.Text.Parity.Checks;

namespace Chancery.Text.Parity;

/// <summary>Whether two editions of one document say the same. Deterministic; no input makes it fail.</summary>
public static class ParityCheck
{
    private static readonly Check[] Checks =
    [
        new ParagraphCheck(), new SentenceCheck(), new NumberCheck(), new ScaleCheck(), new PercentCheck(), new DateCheck(), new YearCheck(),
        new WeekdayCheck(), new PeriodCheck(), new TimeCheck(), new CurrencyCheck(), new UnitCheck(), new OrdinalCheck(), new MissingFactCheck(),
        new LinkCheck(), new LatinNameCheck(), new QuoteCheck(), new OtherNameCheck(), new SpellingCheck(), new FormatCheck(), new StyleCheck(),
    ];

    public static ParityReport Compare(ParityText source, ParityText target, ParityOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);
        options ??= ParityOptions.Default;
        var longest = Math.Max(source.Text.Length, target.Text.Length);
        if (longest > options.MaxLength)
        {
            return new(source.Language, target.Language, [])
            {
                Refusal = string.Create(CultureInfo.InvariantCulture, $"A text of {longest:N0} characters is over the limit of {options.MaxLength:N0}."),
            };
        }
        // Compared in one fixed order and turned round afterwards, so that exchanging the texts mirrors the findings.
        var exchanged = string.CompareOrdinal(source.Language, target.Language) is var byLanguage
            && (byLanguage > 0 || byLanguage == 0 && string.CompareOrdinal(source.Text, target.Text) > 0);
        var (first, second) = exchanged ? (target, source) : (source, target);
        var left = Edition.Read(first.Text, first.Language, second.Language);
        var right = Edition.Read(second.Text, second.Language, first.Language);
        var comparison = new Comparison(left, right, options);
        var findings = new List<Finding>();
        foreach (var check in Checks) findings.AddRange(check.Find(comparison));
        OneOfEach(findings);
        findings.RemoveAll(finding => options.Hidden.Contains(finding.Kind));
        if (exchanged) findings = [.. findings.Select(finding => finding.Mirrored())];
        findings.Sort(Order);
        List<string> unknown = [.. new[] { source.Language, target.Language }.Distinct(StringComparer.Ordinal).Where(language => !FactReader.Knows(language))];
        return new(source.Language, target.Language, findings)
        {
            Remarks = [.. unknown.Select(language => $"The language \"{language}\" is not known: only digits, links and Latin words are read.")],
            UnknownLanguages = unknown,
        };
    }

    /// <summary>Every edition against the source, in the order given.</summary>
    public static IReadOnlyList<ParityReport> CompareAll(ParityText source, IEnumerable<ParityText> editions, ParityOptions? options = null) =>
        [.. editions.Select(edition => Compare(source, edition, options))];

    // A slip that both editions show is not told again by the edition's own usage, nor is the right word told as the odd one.
    private static void OneOfEach(List<Finding> findings)
    {
        var slips = findings.Where(finding => finding.Rule == "name-latin").ToList();
        findings.RemoveAll(finding => finding.Rule == "spelling" && slips.Exists(slip =>
            Told(finding.Source, slip.Source, finding) || Told(finding.Target, slip.Target, finding)));

        static bool Told(FindingSpan? odd, FindingSpan? slip, Finding finding) =>
            odd is not null && slip is not null && (odd.Start < slip.End && slip.Start < odd.End || string.Equals(finding.Values[1].Text, slip.Text, StringComparison.OrdinalIgnoreCase));
    }

    private static int Order(Finding a, Finding b)
    {
        var by = Place(a).CompareTo(Place(b));
        if (by == 0) by = (a.Target?.Start ?? -1).CompareTo(b.Target?.Start ?? -1);
        if (by == 0) by = (a.Source?.End ?? -1).CompareTo(b.Source?.End ?? -1);
        if (by == 0) by = string.CompareOrdinal(a.Kind, b.Kind);
        return by != 0 ? by : string.CompareOrdinal(a.Explanation, b.Explanation);
    }

    // Findings of the target alone stand behind the sentence of the source that they belong to, or at their own place.
    private static int Place(Finding finding) => finding.Source?.Start ?? finding.SourceSentence?.Start ?? finding.Target?.Start ?? 0;
}
