using System.Globalization;
using Chancery.Platform.Access;
using Chancery.Platform.Web;
using Chancery.Text.Facts;
using Chancery.Text.Parity;

namespace Chancery.Features.Parity;

/// <summary>
/// Findings and what was read, in the reader's language. The library gives codes and values and says everything in English
/// as well; whoever reads the desk in Korean reads "7일" and not "7 days".
/// </summary>
public sealed class FindingWording(Reader reader)
{
    /// <summary>For the command line, where there is neither a request nor a mission.</summary>
    internal static FindingWording In(string language) => new(new Reader(new Words(), new Visit(TimeProvider.System)) { Language = language });

    public string this[string key, params ReadOnlySpan<(string Name, object Value)> arguments] => reader[key, arguments];

    public string Kind(Finding finding) => reader["parity.kind." + finding.Kind.Replace('_', '-')];

    public string Severity(Finding finding) => reader["parity.severity." + finding.Severity.ToString().ToLowerInvariant()];

    /// <summary>Why it is a finding, in one sentence or two.</summary>
    public string Why(Finding finding)
    {
        var said = finding.Values.Select(Value).ToList();
        if (finding.Reason is FindingReasons.Sentence or FindingReasons.Paragraph)
        {
            return said.Count == 0 ? reader["parity.why." + finding.Reason]
                : $"{reader["parity.why." + finding.Reason]} {reader["parity.why.with", ("figures", string.Join(", ", said))]}";
        }
        string At(int i) => i < said.Count ? said[i] : "";
        if (finding.Reason == FindingReasons.Differs) return reader[$"parity.why.differs.{finding.Kind.Replace('_', '-')}", ("a", At(0)), ("b", At(1))];
        return reader["parity.why." + finding.Reason, ("a", At(0)), ("b", At(1)), ("c", At(2)), ("d", At(3))];
    }

    /// <summary>What the words were read as; null where that says nothing more than the words.</summary>
    public string? Reading(FindingSpan span)
    {
        if (span.Reading == span.Text || span.Reading.Length > 80) return null;
        var said = span.Fact is { } fact ? Fact(fact) : span.Reading;
        return said == span.Text ? null : said;
    }

    private string Value(FindingValue value) =>
        value.Fact is { } fact ? Fact(fact) : value.Date is { } date ? Date(date) : value.Weekday is { } day ? Weekday(day) : value.Text;

    /// <summary>A fact as this reader would write it.</summary>
    public string Fact(Fact fact) => fact.Kind switch
    {
        FactKind.Date when fact.Date is { } from =>
            (fact.Until is { } until ? $"{Date(from)}–{Date(until)}" : Date(from)) + (fact.Weekday is { } day ? $"{reader.BeforeUnit}({Weekday(day)})" : ""),
        FactKind.Weekday when fact.Weekday is { } day => Weekday(day),
        FactKind.Time when fact.Value is { } minutes => fact.UpTo is { } until ? $"{Time(minutes)}–{Time(until)}" : Time(minutes),
        FactKind.Duration or FactKind.Money or FactKind.Measure or FactKind.Percent => WithUnit(fact),
        FactKind.PercentPoints => reader["parity.read.points", ("figure", Figure(fact.Reading))],
        FactKind.Multiple => reader["parity.read.fold", ("figure", fact.Reading.Replace("-fold", "", StringComparison.Ordinal))],
        FactKind.Ordinal => reader["parity.read.ordinal", ("figure", fact.Reading.Replace("no. ", "", StringComparison.Ordinal))],
        FactKind.Anniversary => reader["parity.read.anniversary", ("figure", fact.Reading.Replace("anniversary ", "", StringComparison.Ordinal))],
        _ => fact.Reading,
    };

    private string Date(PartialDate date)
    {
        if (date.IsDecade) return reader["parity.read.decade", ("figure", Plain(date.Year))];
        return date switch
        {
            { IsFull: true } => reader.Date(new DateOnly(date.Year!.Value, date.Month!.Value, date.Day!.Value)),
            // The year 2000 is any year that has 29 February.
            { Year: null, Month: >= 1 and <= 12, Day: { } day } when day >= 1 && day <= DateTime.DaysInMonth(2000, date.Month.Value) => reader.DayMonth(new DateOnly(2000, date.Month.Value, day)),
            { Year: null, Month: >= 1 and <= 12, Day: null } => reader.Culture.DateTimeFormat.GetMonthName(date.Month.Value),
            { Year: >= 1 and <= 9999, Month: >= 1 and <= 12, Day: null } => reader.Month(new DateOnly(date.Year.Value, date.Month.Value, 1)),
            { Year: { } year, Month: null, Day: null } => reader["parity.read.year", ("figure", Plain(year))],
            { Year: null, Month: null, Day: { } day } => reader["parity.read.day-of-month", ("figure", Plain(day))],
            _ => date.ToString(),
        };
    }

    private string Weekday(DayOfWeek day) => reader.Culture.DateTimeFormat.GetDayName(day);

    private string Time(decimal minutes) => reader.Time(new TimeOnly((int)(minutes / 60 % 24), (int)(minutes % 60)));

    // "7 days", "3–5 half-years", "1.2 MB", "500 EUR", "60 %": a figure, a space, a unit in the library's own words.
    private string WithUnit(Fact fact)
    {
        var space = fact.Reading.IndexOf(' ', StringComparison.Ordinal);
        if (space < 0) return fact.Reading;
        var (figure, unit) = (fact.Reading[..space], fact.Reading[(space + 1)..]);
        var name = unit switch
        {
            "%" => "percent",
            "‰" => "permille",
            "mi" => "mile",
            "ft" => "foot",
            "in." => "inch",
            "yd" => "yard",
            "lb" => "pound",
            "oz" => "ounce",
            _ when fact.Kind == FactKind.Duration && unit.Length > 2 => unit.TrimEnd('s'),
            _ => unit.ToLowerInvariant(),
        };
        // Not every language counts in decades: two of them are 20 years.
        if (Collected.TryGetValue(name, out var many) && decimal.TryParse(figure, NumberStyles.Number, CultureInfo.InvariantCulture, out var of))
            (figure, name) = ((of * many.Count).ToString("#,0.####", CultureInfo.InvariantCulture), many.Of);
        return Units.Contains(name) ? reader[$"parity.unit.{name}", ("figure", figure), ("n", figure == "1" ? 1 : 2)] : fact.Reading;
    }

    private static readonly Dictionary<string, (int Count, string Of)> Collected = new(StringComparer.Ordinal)
    {
        ["fortnight"] = (2, "week"), ["quarter"] = (3, "month"), ["halfyear"] = (6, "month"), ["half-year"] = (6, "month"), ["decade"] = (10, "year"),
        ["century"] = (100, "year"), ["centurie"] = (100, "year"), ["millennium"] = (1000, "year"),
    };

    /// <summary>Units that languages have words for. The rest are signs: km, MB, °C.</summary>
    internal static readonly HashSet<string> Units =
    [
        "percent", "permille", "second", "minute", "hour", "day", "week", "month", "year",
        "usd", "eur", "gbp", "krw", "jpy", "cny", "rub", "azn", "try", "mile", "foot", "inch", "yard", "acre", "sqmile", "sqfoot", "pyeong", "gallon", "pound", "ounce",
    ];

    private static string Figure(string reading) => reading.IndexOf(' ', StringComparison.Ordinal) is >= 0 and var space ? reading[..space] : reading;

    private static string Plain(int? figure) => figure?.ToString(CultureInfo.InvariantCulture) ?? "";
}
