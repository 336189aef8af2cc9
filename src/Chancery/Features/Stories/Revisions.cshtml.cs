using Chancery.Platform.Access;
using Chancery.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Features.Stories;

/// <summary>What was published of an edition, and what changed from one revision to another.</summary>
[Requires(Permission.ReadStories)]
public sealed class RevisionsModel(ChanceryDb db, Visit visit) : PageModel
{
    public Story Story { get; private set; } = null!;

    public Edition Edition { get; private set; } = null!;

    /// <summary>The newest first.</summary>
    public IReadOnlyList<Revision> Revisions { get; private set; } = [];

    public Dictionary<Guid, string> Names { get; private set; } = [];

    public Revision? From { get; private set; }

    public Revision? To { get; private set; }

    public DateTime Now => visit.Now;

    public async Task<IActionResult> OnGetAsync(Guid id, string edition, int? from, int? to, CancellationToken stop)
    {
        var story = await db.Stories.AsNoTracking().Include(s => s.Editions).FirstOrDefaultAsync(s => s.Id == id, stop);
        if (story?.In(edition) is not { } found) return NotFound();
        (Story, Edition) = (story, found);
        Revisions = await db.Revisions.AsNoTracking().Where(r => r.EditionId == found.Id).OrderByDescending(r => r.Number).ToListAsync(stop);
        var people = Revisions.Select(r => r.ById).OfType<Guid>().Distinct().ToList();
        Names = await db.Users.AsNoTracking().Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, stop);
        To = Revisions.FirstOrDefault(r => r.Number == to) ?? (Revisions.Count > 0 ? Revisions[0] : null);
        From = Revisions.FirstOrDefault(r => r.Number == from) ?? Revisions.FirstOrDefault(r => r.Number == To?.Number - 1);
        return Page();
    }
}
