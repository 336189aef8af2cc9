using Chancery.Features.Accounts;
using Chancery.Platform.Access;
using Chancery.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Chancery.Features.Setup;

/// <summary>Last step: what to do next. Stays good to open again.</summary>
[SignedIn]
public sealed class DoneModel(ChanceryDb db, Visit visit) : PageModel
{
    public Mission Mission { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        if (await db.MissionsOfAsync(visit, stop) is not [var mission, ..]) return NotFound();
        Mission = mission;
        return Page();
    }
}
