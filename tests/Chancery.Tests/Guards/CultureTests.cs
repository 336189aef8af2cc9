using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Chancery.Features.Campaigns;
using Chancery.Kernel;
using Chancery.Platform.Access;
using Chancery.Platform.Journal;
using Chancery.Platform.Web;
using Chancery.Tests.House;

namespace Chancery.Tests.Guards;

/// <summary>
/// The culture of the machine decides nothing: not a page, an address, a feed, a hash, nor what is read from a form. The
/// cultures are those that trip programs up: dotless ı, other calendars, other digits and signs.
/// </summary>
public sealed partial class CultureTests(EverythingHouse house) : IClassFixture<EverythingHouse>
{
    public static TheoryData<string> Cultures => ["ko-KR", "az-Latn-AZ", "tr-TR", "ar-SA", "th-TH"];

    /// <summary>The real program under another culture: the same folder must give the same bytes, and keep the same rows.</summary>
    [Fact]
    public async Task The_program_gives_the_same_bytes_under_every_culture()
    {
        var rows = (await house.RowsAsync())["seoul"];
        var paths = (await Door.AllAsync(house.Services)).Where(d => d is { Method: "GET", IsFile: false, IsApi: false })
            .Select(d => d.In("seoul", rows)).OfType<string>().Where(p => !p.StartsWith("/.well-known", StringComparison.Ordinal)).Distinct().ToList();
        Dictionary<string, string>? invariant = null;
        foreach (var culture in Cultures.Select(row => row.Data).Prepend("C"))
        {
            var folder = Path.Combine(Path.GetTempPath(), "chancery-culture-" + Guid.CreateVersion7().ToString("N"));
            try
            {
                await house.CopyToAsync(folder);
                var answers = new Dictionary<string, string>(StringComparer.Ordinal);
                await using (var served = await ChanceryProcess.ServeAsync(folder, new Dictionary<string, string> { ["LC_ALL"] = Posix(culture), ["LANG"] = Posix(culture) }))
                {
                    var editor = await served.SignInAsync("editor@seoul.example");
                    var anyone = new Visitor(served.Client());
                    var recorded = await editor.Post($"/desk/seoul/actions/{rows.Action}?handler=record",
                        ("Record.Id", "01990000-0000-7000-8000-000000000001"), ("Record.From", "2026-09-16"), ("Record.At", "09:10"), ("Record.In", "en"),
                        ("Record.Words", "Iİıi"), ("Record.Quantity", "1,300.5"), ("Record.Unit", "pieces"));
                    Assert.True(recorded.Status == HttpStatusCode.Redirect, $"{culture}: {recorded.Status} {recorded.Main}");
                    foreach (var path in paths)
                    {
                        answers[path] = Plain(await anyone.Get(path));
                        answers["editor " + path] = Plain(await editor.Get(path));
                    }
                    answers["search"] = Plain(await anyone.Get("/seoul/en/archive?q=STORY"));
                    answers["contacts"] = Plain(await editor.Get("/desk/seoul/contacts?q=CONTACT"));
                }
                if (invariant is null) invariant = answers;
                foreach (var (path, text) in answers)
                    Assert.True(invariant[path] == text, $"{path} under {culture}: {Difference(invariant[path], text)}");
                // The chain that was written under this culture holds for a program under another.
                var (code, output) = await ChanceryProcess.RunAsync("verify", "--data", folder);
                Assert.True(code == 0, $"{culture}: {output}");
            }
            finally
            {
                if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Cultures))]
    public void What_is_written_and_read_is_the_same_under_every_culture(string culture)
    {
        var here = CultureInfo.CurrentCulture;
        var expected = Written();
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
            Assert.Equal(expected, Written());
        }
        finally
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = here;
        }
    }

    private static List<string> Written()
    {
        var mission = new Mission { Slug = "m", Name = new Translated(("en", "M")), Zone = "Asia/Seoul" };
        var visit = new Visit(TimeProvider.System);
        visit.In(mission);
        var lines = new List<string>();
        foreach (var language in (string[])["en", "ko", "az", "tr", "ar", "ru"])
        {
            var reader = new Reader(new Words(), visit) { Language = language };
            var day = new DateOnly(2026, 9, 16);
            lines.AddRange(
            [
                reader.Number(1234567.5m), reader.Money(new Money(1_764_000.25m, "KRW")), reader.Date(day), reader.DateWithWeekday(day), reader.DayMonth(day), reader.Month(day),
                reader.Period(day, day.AddDays(3)), reader.Period(day, day.AddDays(30)), reader.Period(day, day.AddYears(1)), reader.Time(new TimeOnly(14, 30)),
                reader.Instant(new DateTime(2026, 9, 16, 20, 0, 0, DateTimeKind.Utc)), reader.Machine(new DateTime(2026, 9, 16, 20, 0, 0, DateTimeKind.Utc)), Reader.Machine(day),
                reader["plan.days-late", ("n", 1234)],
            ]);
        }
        var entry = new JournalEntry
        {
            Id = Guid.Parse("01990000-0000-7000-8000-000000000001"), MissionId = Guid.Parse("01990000-0000-7000-8000-000000000002"), Kind = JournalEntry.Happened,
            HappenedOn = new DateOnly(2026, 9, 16), HappenedTo = new DateOnly(2026, 9, 17), HappenedAt = new TimeOnly(9, 10), Quantity = 1234.5m,
            RecordedAt = new DateTime(2026, 9, 16, 1, 2, 3, 4, DateTimeKind.Utc), Sequence = 1234,
        };
        lines.Add(JournalHash.Of(entry));
        lines.Add(JournalHash.OfText(new JournalText { Words = new Translated(("ko", "강"), ("en", "River"), ("az", "Çay")) }));
        lines.Add(Slug.From("Istanbul IĞDIR İzmir Living Rivers", "x"));
        lines.Add(Reader.Kebab("InReviewIndex"));
        lines.Add(Normalised("ISTANBUL İI ıi"));
        foreach (var text in (string[])["1,300", "1300.5", "1.300", "1 300", "-5", "१२", "٣"]) lines.Add(Typed.TryAmount(text, out var amount) ? amount?.ToString(CultureInfo.InvariantCulture) ?? "none" : "no");
        foreach (var text in (string[])["2026-09-16", "16.09.2026", "2569-09-16", "09/16/2026"]) lines.Add(Typed.TryDate(text, out var day) ? day?.ToString("O", CultureInfo.InvariantCulture) ?? "none" : "no");
        foreach (var text in (string[])["09:10", "9:10 PM", "21.10"]) lines.Add(Typed.TryTime(text, out var time) ? time?.ToString("O", CultureInfo.InvariantCulture) ?? "none" : "no");
        return lines;
    }

    private static string Normalised(string text) => Features.Contacts.Contact.Folded(new Translated(("tr", text)), Translated.Empty, "Info@EXAMPLE.org");

    private static string Posix(string culture) => culture == "C" ? "C" : culture.Replace("-Latn", "", StringComparison.Ordinal).Replace('-', '_') + ".UTF-8";

    /// <summary>Without what differs from run to run: tokens, ids made meanwhile, the address, instants.</summary>
    private static string Plain(Answer answer) => Passing().Replace($"{(int)answer.Status} {answer.MediaType} {answer.Location}\n{answer.Text}", "…");

    private static string Difference(string expected, string found)
    {
        var at = expected.Zip(found).TakeWhile(pair => pair.First == pair.Second).Count();
        return $"“{expected[Math.Max(0, at - 80)..Math.Min(expected.Length, at + 80)]}” became “{found[Math.Max(0, at - 80)..Math.Min(found.Length, at + 80)]}”";
    }

    [GeneratedRegex(@"CfDJ8[\w-]+|127\.0\.0\.1:\d+|0199[0-9a-f]{4}-[0-9a-f-]{27}|01[0-9a-f]{6}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}|\b[0-9a-f]{8}\b|[0-9a-f]{64}|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)|\b\d\d:\d\d\b|DTSTAMP:\d+T\d+Z", RegexOptions.NonBacktracking)]
    private static partial Regex Passing();
}
