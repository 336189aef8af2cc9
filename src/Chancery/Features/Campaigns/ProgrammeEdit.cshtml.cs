using System.Globalization;
using Chancery.Kernel;
using Chancery.Platform.Access;
using Chancery.Platform.Journal;
using Chancery.Platform.Web;
using Chancery.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Features.Campaigns;

/// <summary>A new programme of a campaign, or one to change. Campaign and slug are chosen once.</summary>
[Requires(Permission.EditPlan)]
public sealed class ProgrammeEditModel(ChanceryDb db, Visit visit, PublicCache cache) : PageModel
{
    [BindProperty]
    public Dictionary<string, string?> Titles { get; set; } = [];

    [BindProperty]
    public Dictionary<string, string?> Summary { get; set; } = [];

    [BindProperty]
    public Dictionary<string, string?> Source { get; set; } = [];

    [BindProperty]
    public string? Campaign { get; set; }

    [BindProperty]
    public string? Slug { get; set; }

    [BindProperty]
    public string? Country { get; set; }

    [BindProperty]
    public string? From { get; set; }

    [BindProperty]
    public string? To { get; set; }

    [BindProperty]
    public List<string> Told { get; set; } = [];

    [BindProperty]
    public int Version { get; set; }

    public Programme? Programme { get; private set; }

    public Programme? Saved { get; private set; }

    public IReadOnlyList<Campaign> Campaigns { get; private set; } = [];

    public IReadOnlyList<string> Languages => Programme is { } p
        ? PlanWords.LanguagesOf(p.Languages, p.Title, p.Summary, p.Source)
        : visit.Mission.Languages;

    /// <summary>Every country. Named and sorted in the reader's language: region names follow the thread's interface culture.</summary>
    public static IReadOnlyList<(string Code, string Name)> CountriesIn(CultureInfo culture)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = culture;
        try
        {
            return Countries;
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    private static IReadOnlyList<(string Code, string Name)> Countries =>
    [
        .. CultureInfo.GetCultures(CultureTypes.SpecificCultures).Select(c => new RegionInfo(c.Name))
            .Where(r => r.TwoLetterISORegionName.Length == 2 && r.TwoLetterISORegionName.All(char.IsAsciiLetterUpper))
            .DistinctBy(r => r.TwoLetterISORegionName)
            .Select(r => (r.TwoLetterISORegionName, r.DisplayName))
            .OrderBy(c => c.DisplayName, StringComparer.Create(CultureInfo.CurrentUICulture, ignoreCase: true)),
    ];

    public async Task<IActionResult> OnGetAsync(string? programme, CancellationToken stop)
    {
        if (!await FindAsync(programme, stop)) return NotFound();
        if (Programme is { } p)
        {
            (Titles, Summary, Source) = (PlanWords.Fields(p.Title), PlanWords.Fields(p.Summary), PlanWords.Fields(p.Source));
            (Slug, Country, From, To) = (p.Slug, p.Country, Reader.Machine(p.From), Reader.Machine(p.To));
            (Told, Version) = ([.. p.Languages], p.Version);
        }
        else
        {
            (Country, Told) = (visit.Mission.Country, [.. visit.Mission.Languages]);
        }
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string? programme, CancellationToken stop)
    {
        if (!await FindAsync(programme, stop)) return NotFound();
        if (Programme is not null && Programme.Version != Version) return Stale();
        if (PlanView.Day(From, "yyyy-MM-dd") is not { } from) return this.Refuse(new Refusal("programme.bad-date", nameof(From)));
        if (PlanView.Day(To, "yyyy-MM-dd") is not { } to) return this.Refuse(new Refusal("programme.bad-date", nameof(To)));
        var title = PlanWords.Read(Titles);
        var kept = Programme;
        if (kept is null)
        {
            if (Campaigns.FirstOrDefault(c => c.Slug == Campaign) is not { } campaign) return this.Refuse(new Refusal("programme.no-campaign", nameof(Campaign)));
            var slug = string.IsNullOrWhiteSpace(Slug) ? Kernel.Slug.From(title.ToString(), "programme") : Slug.Trim();
            if (Chancery.Features.Campaigns.Programme.CheckSlug(slug) is { } bad) return this.Refuse(bad);
            if (await db.Programmes.AnyAsync(p => p.Slug == slug, stop)) return this.Refuse(new Refusal("programme.slug-taken", nameof(Slug)).With("slug", slug));
            db.Add(kept = new Programme { MissionId = visit.Mission.Id, CampaignId = campaign.Id, Slug = slug, Title = title });
        }
        (kept.Summary, kept.Source) = (PlanWords.Read(Summary), PlanWords.Read(Source));
        if (kept.Describe(title, from, to, (Country ?? "").Trim().ToUpperInvariant(), Told) is { } refusal)
            return this.Refuse(refusal with { Field = refusal.Field switch { "Title" => nameof(Titles), "Languages" => nameof(Told), var field => field } });

        db.Add(new JournalEntry
        {
            Id = Guid.CreateVersion7(), MissionId = visit.Mission.Id, Kind = Programme is null ? "programme.added" : "programme.changed",
            ProgrammeId = kept.Id, SubjectId = kept.Id, ById = visit.Person.Id, HappenedOn = visit.Today,
        });
        await db.SaveChangesAsync(stop);
        await cache.EvictAsync(visit.Mission.Slug, stop);
        return LocalRedirect($"/desk/{visit.Mission.Slug}/programmes/{kept.Slug}");
    }

    private PageResult Stale()
    {
        Saved = Programme;
        Version = Programme!.Version; // saving again is then a choice made with both texts in sight
        var page = this.Refuse(new Refusal("programme.changed-meanwhile"));
        Response.StatusCode = StatusCodes.Status409Conflict;
        return page;
    }

    private async Task<bool> FindAsync(string? slug, CancellationToken stop)
    {
        Campaigns = await db.Campaigns.AsNoTracking().OrderBy(c => c.Slug).ToListAsync(stop);
        if (slug is null) return true;
        Programme = await db.Programmes.FirstOrDefaultAsync(p => p.Slug == slug, stop);
        return Programme is not null;
    }
}
