using Chancery.Kernel;
using Chancery.Platform.Access;
using Chancery.Platform.Journal;
using Chancery.Platform.Web;
using Chancery.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Features.Campaigns;

/// <summary>A new campaign, or one to change. Its slug is its address for good.</summary>
[Requires(Permission.EditPlan)]
public sealed class CampaignEditModel(ChanceryDb db, Visit visit, PublicCache cache) : PageModel
{
    [BindProperty]
    public Dictionary<string, string?> Titles { get; set; } = [];

    [BindProperty]
    public Dictionary<string, string?> Summary { get; set; } = [];

    [BindProperty]
    public string? Commemorates { get; set; }

    [BindProperty]
    public Dictionary<string, string?> CommemoratedAs { get; set; } = [];

    [BindProperty]
    public string? Slug { get; set; }

    [BindProperty]
    public int Version { get; set; }

    public Campaign? Campaign { get; private set; }

    /// <summary>What somebody else saved while this form was open.</summary>
    public Campaign? Saved { get; private set; }

    public IReadOnlyList<string> Languages => Campaign is { } c
        ? PlanWords.LanguagesOf(visit.Mission.Languages, c.Title, c.Summary, c.CommemoratedAs)
        : visit.Mission.Languages;

    public async Task<IActionResult> OnGetAsync(string? campaign, CancellationToken stop)
    {
        if (!await FindAsync(campaign, stop)) return NotFound();
        if (Campaign is { } c)
        {
            (Titles, Summary, CommemoratedAs) = (PlanWords.Fields(c.Title), PlanWords.Fields(c.Summary), PlanWords.Fields(c.CommemoratedAs));
            (Commemorates, Slug, Version) = (c.Commemorates is { } day ? Reader.Machine(day) : "", c.Slug, c.Version);
        }
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string? campaign, CancellationToken stop)
    {
        if (!await FindAsync(campaign, stop)) return NotFound();
        if (Campaign is not null && Campaign.Version != Version) return Stale();
        var day = PlanView.Day(Commemorates, "yyyy-MM-dd");
        if (day is null && !string.IsNullOrWhiteSpace(Commemorates)) return this.Refuse(new Refusal("programme.bad-date", nameof(Commemorates)));
        var title = PlanWords.Read(Titles);
        var kept = Campaign;
        if (kept is null)
        {
            var slug = string.IsNullOrWhiteSpace(Slug) ? Kernel.Slug.From(title.ToString(), "campaign") : Slug.Trim();
            if (Programme.CheckSlug(slug) is { } bad) return this.Refuse(bad);
            if (await db.Campaigns.AnyAsync(c => c.Slug == slug, stop)) return this.Refuse(new Refusal("campaign.slug-taken", nameof(Slug)).With("slug", slug));
            db.Add(kept = new Campaign { MissionId = visit.Mission.Id, Slug = slug, Title = title });
        }
        if (kept.Describe(title, PlanWords.Read(Summary), day, PlanWords.Read(CommemoratedAs)) is { } refusal)
            return this.Refuse(refusal.Field == "Title" ? refusal with { Field = nameof(Titles) } : refusal);

        db.Add(new JournalEntry
        {
            Id = Guid.CreateVersion7(), MissionId = visit.Mission.Id, Kind = Campaign is null ? "campaign.added" : "campaign.changed",
            SubjectId = kept.Id, ById = visit.Person.Id, HappenedOn = visit.Today,
        });
        await db.SaveChangesAsync(stop);
        await cache.EvictAsync(visit.Mission.Slug, stop);
        return LocalRedirect($"/desk/{visit.Mission.Slug}/programmes");
    }

    private PageResult Stale()
    {
        Saved = Campaign;
        Version = Campaign!.Version; // saving again is then a choice made with both texts in sight
        var page = this.Refuse(new Refusal("programme.changed-meanwhile"));
        Response.StatusCode = StatusCodes.Status409Conflict;
        return page;
    }

    private async Task<bool> FindAsync(string? slug, CancellationToken stop)
    {
        if (slug is null) return true;
        Campaign = await db.Campaigns.FirstOrDefaultAsync(c => c.Slug == slug, stop);
        return Campaign is not null;
    }
}
