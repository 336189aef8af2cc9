using System.Globalization;
using System.Text.Encodings.Web;
using Chancery.Kernel;
using Chancery.Platform.Access;
using Microsoft.AspNetCore.Html;

namespace Chancery.Platform.Web;

/// <summary>
/// Whoever reads this page: the interface texts, dates, numbers and money in their language. In every view as <c>R</c>.
/// </summary>
public sealed class Reader(Words words, Visit visit)
{
    private CultureInfo? _culture;

    /// <summary>Language of the page (BCP 47). Set once at the start of the request.</summary>
    public string Language { get; internal set; } = "en";

    /// <summary>
    /// The <c>lang</c> of interface words on a page in a language that the interface does not speak: they are English
    /// there. Null (no attribute) where they are in the language of the page.
    /// </summary>
    public string? WordsLang => words.Languages.Contains(Language) ? null : "en";

    public string Direction => Kernel.Language.Direction(Language);

    public CultureInfo Culture => _culture?.Name == Kernel.Language.Culture(Language).Name ? _culture : _culture = Kernel.Language.Culture(Language);

    public string this[string key, params ReadOnlySpan<(string Name, object Value)> arguments] => words.Get(Language, key, arguments);

    public string Say(Refusal refusal) => words.Get(Language, "refusal." + refusal.Code, [.. refusal.Arguments]);

    /// <summary>The word of an enum value: <c>{type}.{value}</c>, both in kebab case, e.g. <c>action-kind.event</c>.</summary>
    public string Word<T>(T value) where T : struct, Enum => words.Get(Language, $"{Kebab(typeof(T).Name)}.{Kebab(value.ToString())}");

    /// <summary>A translated text for this reader; in a span with its own <c>lang</c> when it is in another language.</summary>
    public IHtmlContent Text(Translated text)
    {
        var (words, language) = text.For(Language);
        return language == Language
            ? new HtmlString(HtmlEncoder.Default.Encode(words))
            : new HtmlString($"<span lang=\"{language}\" dir=\"{Kernel.Language.Direction(language)}\">{HtmlEncoder.Default.Encode(words)}</span>");
    }

    /// <summary>The same as plain text, for titles and attributes.</summary>
    public string Plain(Translated text) => text.For(Language).Text;

    public string Number(decimal value) => value.ToString("#,0.####", Culture);

    /// <summary>What stands between a number and its unit: Korean counters follow at once (300곳, 41명).</summary>
    public string BeforeUnit => Language == "ko" ? "" : " ";

    public string Money(Money money) =>
        $"{money.Amount.ToString(money.Amount == decimal.Truncate(money.Amount) ? "#,0" : "#,0.00", Culture)} {money.Currency}";

    /// <summary>23 February 2016, 2016년 2월 23일.</summary>
    public string Date(DateOnly day) => day.ToString(Pattern("d MMMM yyyy", "yyyy년 M월 d일"), Culture);

    /// <summary>Tuesday 23 February 2016, 2016년 2월 23일(화).</summary>
    public string DateWithWeekday(DateOnly day) => day.ToString(Pattern("dddd d MMMM yyyy", "yyyy년 M월 d일(ddd)"), Culture);

    /// <summary>23 Feb, 2월 23일: beside a heading that gives the year.</summary>
    public string DayMonth(DateOnly day) => day.ToString(Pattern("d MMM", "M월 d일"), Culture);

    /// <summary>February 2016, 2016년 2월.</summary>
    public string Month(DateOnly day) => day.ToString(Pattern("MMMM yyyy", "yyyy년 M월"), Culture);

    /// <summary>23–25 February 2016, 2016년 2월 23~25일; one day alone; "not recorded" without a first day.</summary>
    public string Period(DateOnly? from, DateOnly? to)
    {
        if (from is not { } first) return this["common.not-recorded"];
        if (to is not { } last || last == first) return Date(first);
        if (Language == "ko")
        {
            if (first.Year != last.Year) return $"{Date(first)}~{Date(last)}";
            return first.Month == last.Month ? $"{first.Year}년 {first.Month}월 {first.Day}~{last.Day}일" : $"{Date(first)}~{last.Month}월 {last.Day}일";
        }
        if (first.Year != last.Year) return $"{Date(first)} – {Date(last)}";
        return first.Month == last.Month
            ? $"{first.Day}–{Date(last)}"
            : $"{first.ToString(Pattern("d MMMM", "M월 d일"), Culture)} – {Date(last)}";
    }

    /// <summary>A period for a narrow column: 25 Nov 2026, 23 Feb – 8 Mar 2016. Korean is short as it is.</summary>
    public string PeriodShort(DateOnly? from, DateOnly? to)
    {
        if (Language == "ko" || from is not { } first) return Period(from, to);
        string Day(DateOnly day) => day.ToString(Pattern("d MMM yyyy", ""), Culture);
        if (to is not { } last || last == first) return Day(first);
        if (first.Year != last.Year) return $"{Day(first)} – {Day(last)}";
        return first.Month == last.Month ? $"{first.Day}–{Day(last)}" : $"{DayMonth(first)} – {Day(last)}";
    }

    /// <summary>14:00, 오후 2시, 오후 2시 30분.</summary>
    public string Time(TimeOnly time)
    {
        if (Language != "ko") return time.ToString("HH:mm", CultureInfo.InvariantCulture);
        var half = time.Hour < 12 ? "오전" : "오후";
        var hour = time.Hour % 12 == 0 ? 12 : time.Hour % 12;
        return time.Minute == 0 ? $"{half} {hour}시" : $"{half} {hour}시 {time.Minute}분";
    }

    /// <summary>An instant in the mission's zone: 23 February 2016, 14:00; 2016년 2월 23일(화) 오후 2시.</summary>
    public string Instant(DateTime utc)
    {
        var local = Local(utc);
        var day = DateOnly.FromDateTime(local);
        var time = Time(TimeOnly.FromDateTime(local));
        return Language == "ko" ? $"{DateWithWeekday(day)} {time}" : $"{Date(day)}, {time}";
    }

    /// <summary>For <c>datetime</c> attributes: with the mission's offset.</summary>
    public string Machine(DateTime utc)
    {
        var local = Local(utc);
        var zone = visit.HasMission ? visit.Mission.TimeZone : TimeZoneInfo.Utc;
        return new DateTimeOffset(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), zone.GetUtcOffset(utc))
            .ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
    }

    public static string Machine(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private DateTime Local(DateTime utc) =>
        TimeZoneInfo.ConvertTimeFromUtc(utc, visit.HasMission ? visit.Mission.TimeZone : TimeZoneInfo.Utc);

    private string Pattern(string western, string korean) => Language switch
    {
        "ko" => korean,
        "ja" or "zh" => korean.Replace("년", "年", StringComparison.Ordinal).Replace("월", "月", StringComparison.Ordinal).Replace("일", "日", StringComparison.Ordinal),
        _ => western,
    };

    internal static string Kebab(string name) =>
        string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i > 0 ? "-" : "") + char.ToLowerInvariant(c) : c.ToString()));
}
