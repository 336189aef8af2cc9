using Chancery.Kernel;
using Chancery.Platform.Access;
using Chancery.Platform.Web;
using Chancery.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Features.Accounts;

/// <summary>What the mission is called, how it is reached, which languages and which day it lives by, and its rule of two.</summary>
[Requires(Permission.ManageMission)]
public sealed class MissionModel(ChanceryDb db, Visit visit, Reader reader, PublicCache cache) : PageModel
{
    public sealed class InputModel
    {
        public Dictionary<string, string?> Name { get; set; } = [];
        public Dictionary<string, string?> Issuer { get; set; } = [];
        public Dictionary<string, string?> Address { get; set; } = [];
        public Dictionary<string, string?> City { get; set; } = [];
        public string? PressEmail { get; set; }
        public string? Zone { get; set; }
        public string? Default { get; set; }
        public List<string> Languages { get; set; } = [];
        public string? Country { get; set; }
        public bool TwoPeople { get; set; }
        public int Version { get; set; }
    }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>What is saved now, when somebody else saved first.</summary>
    public Mission? Now { get; private set; }

    /// <summary>Languages that texts are asked in: those of the mission and those just ticked.</summary>
    public IEnumerable<string> Asked => visit.Mission.Languages.Union(Input.Languages.Where(Language.IsKnown)).Distinct();

    public static IEnumerable<string> Zones => TimeZoneInfo.GetSystemTimeZones()
        .Select(z => z.HasIanaId ? z.Id : TimeZoneInfo.TryConvertWindowsIdToIanaId(z.Id, out var iana) ? iana : null)
        .OfType<string>().Where(id => id.Contains('/', StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    public void OnGet() => Input = Of(visit.Mission);

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        var mission = await db.Missions.SingleAsync(m => m.Id == visit.Mission.Id, stop);
        if (mission.Version != Input.Version) return Stale(mission);
        List<string> languages = [.. Input.Languages.Where(Language.IsKnown).Prepend(Input.Default ?? "").Where(Language.IsKnown).Distinct()];
        if (Check(languages) is { } refusal) return this.Refuse(refusal);

        var before = Of(mission);
        mission.Name = Merged(mission.Name, Input.Name);
        mission.Issuer = Merged(mission.Issuer, Input.Issuer);
        mission.Address = Merged(mission.Address, Input.Address);
        mission.City = Merged(mission.City, Input.City);
        mission.PressEmail = PlainText.Clean(Input.PressEmail).Trim();
        mission.Zone = Input.Zone!;
        mission.LanguageList = string.Join(',', languages);
        mission.Country = PlainText.Clean(Input.Country).Trim().ToUpperInvariant();
        mission.TwoPeople = Input.TwoPeople;
        var changed = Changed(before, Of(mission));
        if (changed.Count > 0)
        {
            // Switching the rule of two off is the one change that a reader of the journal must see at once.
            var rule = before.TwoPeople == mission.TwoPeople ? "" : $",\"twoPeople\":{(mission.TwoPeople ? "true" : "false")}";
            db.Add(visit.Entry("mission.changed", mission.Id, $$"""{"changed":[{{string.Join(',', changed.Select(c => $"\"{c}\""))}}]{{rule}}}"""));
            await db.SaveChangesAsync(stop);
            await cache.EvictAsync(mission.Slug, stop);
        }
        TempData["Toast"] = reader["accounts.saved"];
        return LocalRedirect($"/desk/{mission.Slug}/mission");
    }

    private Refusal? Check(List<string> languages)
    {
        if (languages.Count == 0 || !languages.Contains(Input.Default ?? "")) return new Refusal("account.mission-languages", "Input.Default");
        var first = languages[0];
        if (string.IsNullOrWhiteSpace(Input.Name.GetValueOrDefault(first)))
            return new Refusal("account.mission-name", $"Input.Name[{first}]").With("language", Language.Endonym(first));
        foreach (var (field, texts) in (ReadOnlySpan<(string, Dictionary<string, string?>)>)[("Name", Input.Name), ("Issuer", Input.Issuer), ("Address", Input.Address), ("City", Input.City)])
        {
            foreach (var (language, text) in texts)
            {
                if (text?.Length > 500) return new Refusal("account.text-long", $"Input.{field}[{language}]").With("n", 500);
            }
        }
        if (PlainText.Clean(Input.PressEmail).Trim() is { Length: > 0 } email && !PasswordRules.IsEmail(email)) return new Refusal("account.no-email", "Input.PressEmail");
        if (Input.Zone is null || !TimeZoneInfo.TryFindSystemTimeZoneById(Input.Zone, out _)) return new Refusal("account.mission-zone", "Input.Zone");
        return (Input.Country ?? "").Trim() is { Length: 0 } or { Length: 2 } and [(>= 'a' and <= 'z') or (>= 'A' and <= 'Z'), (>= 'a' and <= 'z') or (>= 'A' and <= 'Z')]
            ? null
            : new Refusal("account.mission-country", "Input.Country");
    }

    private PageResult Stale(Mission now)
    {
        Now = now;
        // Saving once more is then a choice: the form carries the version that was shown beside it.
        Input.Version = now.Version;
        ModelState.Remove("Input.Version");
        Response.StatusCode = StatusCodes.Status409Conflict;
        return Page();
    }

    private static Translated Merged(Translated was, Dictionary<string, string?> typed) =>
        typed.Where(t => Language.IsKnown(t.Key)).Aggregate(was, (text, t) => text.With(t.Key, t.Value));

    private static List<string> Changed(InputModel a, InputModel b)
    {
        List<string> changed = [];
        if (!Same(a.Name, b.Name)) changed.Add("name");
        if (!Same(a.Issuer, b.Issuer)) changed.Add("issuer");
        if (!Same(a.Address, b.Address)) changed.Add("address");
        if (!Same(a.City, b.City)) changed.Add("city");
        if (a.PressEmail != b.PressEmail) changed.Add("press-email");
        if (a.Zone != b.Zone) changed.Add("zone");
        if (!a.Languages.SequenceEqual(b.Languages)) changed.Add("languages");
        if (a.Country != b.Country) changed.Add("country");
        if (a.TwoPeople != b.TwoPeople) changed.Add("two-people");
        return changed;
    }

    private static bool Same(Dictionary<string, string?> a, Dictionary<string, string?> b) =>
        a.Count == b.Count && a.All(t => b.GetValueOrDefault(t.Key) == t.Value);

    internal static InputModel Of(Mission mission) => new()
    {
        Name = Texts(mission.Name), Issuer = Texts(mission.Issuer), Address = Texts(mission.Address), City = Texts(mission.City),
        PressEmail = mission.PressEmail, Zone = mission.Zone, Default = mission.DefaultLanguage, Languages = [.. mission.Languages],
        Country = mission.Country, TwoPeople = mission.TwoPeople, Version = mission.Version,
    };

    private static Dictionary<string, string?> Texts(Translated text) => text.Texts.ToDictionary(t => t.Key, t => (string?)t.Value);
}
