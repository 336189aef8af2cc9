using Chancery.Features.Campaigns;
using Chancery.Features.Stories;
using Chancery.Platform.Access;
using Chancery.Platform.Web;
using Chancery.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Features.Newsroom;

/// <summary>A programme as the public meets it: through its stories. One without a public story does not exist here.</summary>
[Public]
[OutputCache(PolicyName = PublicPage.CachePolicy)]
public sealed class ProgrammeModel(ChanceryDb db, Visit visit) : PageModel
{
    private const int PageSize = 24;

    internal Programme Programme { get; private set; } = null!;

    internal Campaign Campaign { get; private set; } = null!;

    internal IReadOnlyList<Teaser> Stories { get; private set; } = [];

    public int Number { get; private set; } = 1;

    public int Pages { get; private set; } = 1;

    public async Task<IActionResult> OnGetAsync(string language, string slug, [FromQuery(Name = "p")] int? number, CancellationToken stop)
    {
        var now = visit.Now;
        var found = await db.Set<Programme>().AsNoTracking().Where(p => p.Slug == slug)
            .Join(db.Set<Campaign>(), p => p.CampaignId, c => c.Id, (Programme, Campaign) => new { Programme, Campaign })
            .FirstOrDefaultAsync(stop);
        if (found is null || !await db.IsReadInAsync(visit.Mission, language, now, stop)) return NotFound();
        var texts = db.PublicTextsFor(language, now).Where(t => t.Story.ProgrammeId == found.Programme.Id);
        var count = await texts.CountAsync(stop);
        Pages = (count + PageSize - 1) / PageSize;
        Number = number ?? 1;
        if (Number < 1 || Number > Pages) return NotFound();
        (Programme, Campaign) = (found.Programme, found.Campaign);
        Stories = await Teaser.Of(texts).Skip((Number - 1) * PageSize).Take(PageSize).ToListAsync(stop);
        Response.Headers.CacheControl = "no-cache";
        return Page();
    }
}
