using System.Security.Claims;
using Chancery.Platform.Access;
using Chancery.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Features.Accounts;

/// <summary>Ends this session, here and in the database: its cookie opens nothing any more, wherever a copy of it is.</summary>
[Public]
public sealed class SignOutModel(SignInManager<Person> signIn, ChanceryDb db, Visit visit) : PageModel
{
    // Longer than any ticket lives (8 hours, sliding).
    private static readonly TimeSpan Longest = TimeSpan.FromDays(2);

    public IActionResult OnGet() => LocalRedirect(visit.IsSignedIn ? "/account" : "/account/sign-in");

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (visit.IsSignedIn && Guid.TryParse(User.FindFirstValue(EndedSession.Claim), out var session))
        {
            await db.EndedSessions.Where(s => s.Until < visit.Now).ExecuteDeleteAsync(stop);
            db.Add(new EndedSession { Id = session, Until = visit.Now + Longest });
            await db.SaveChangesAsync(stop);
        }
        await signIn.SignOutAsync();
        return LocalRedirect("/account/sign-in");
    }
}
