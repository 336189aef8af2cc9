using Chancery.Platform.Access;
using Chancery.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Features.Newsroom;

/// <summary>The door of the installation: straight into the only newsroom, or a list of them.</summary>
[Public]
public sealed class IndexModel(ChanceryDb db) : PageModel
{
    public IReadOnlyList<Mission> Missions { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        Missions = await db.Set<Mission>().AsNoTracking().OrderBy(m => m.Slug).ToListAsync(stop);
        Response.Headers.Vary = "Accept-Language";
        return Missions switch
        {
            [] => Redirect("/setup"),
            [var only] => Redirect(Doors.Home(only, Request)),
            _ => Page(),
        };
    }
}
