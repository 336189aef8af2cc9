using Chancery.Platform.Web;

namespace Chancery.Features.Campaigns;

/// <summary>How a standing looks: a shape and a colour beside its word, the same in every view.</summary>
public static class PlanMarks
{
    public static string Icon(Standing standing) => standing switch
    {
        Standing.Done => "check",
        Standing.Late => "late",
        Standing.Running => "next",
        Standing.Cancelled => "x",
        _ => "clock",
    };

    public static string Class(Standing standing) => standing switch
    {
        Standing.Done => "done",
        Standing.Late => "late",
        Standing.Running => "run",
        Standing.Cancelled => "off soft",
        _ => "wait",
    };

    /// <summary>Late, 3 days; otherwise the word alone.</summary>
    public static string Say(Reader reader, PlanRow row) =>
        row.Standing == Standing.Late ? reader["plan.days-late", ("n", row.DaysLate)] : reader.Word(row.Standing);
}

/// <summary>Which anniversary it is, in words a reader of the language expects: 21st, 24th; 24주년.</summary>
public static class Ordinal
{
    public static string Anniversary(Reader reader, int number) =>
        reader["programmes.anniversary", ("number", reader.Language == "en" ? English(number) : number)];

    /// <summary>11th to 13th are the exceptions: 21st, 111th.</summary>
    public static string English(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture) + ((number % 100) switch
    {
        11 or 12 or 13 => "th",
        var rest => (rest % 10) switch { 1 => "st", 2 => "nd", 3 => "rd", _ => "th" },
    });
}
