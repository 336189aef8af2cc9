using Chancery.Platform.Access;
using Chancery.Platform.Web;
using Chancery.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Chancery.Features.Setup;

/// <summary>Third step: the administrator. With this person setup is over, for good.</summary>
[Public]
public sealed class AdministratorModel(ChanceryDb db, IServiceProvider services, SignInManager<Person> signIn, Reader reader) : PageModel
{
    public sealed class InputModel
    {
        public string? Name { get; set; }
        public string? Email { get; set; }
        public string? Password { get; set; }
        public bool Works { get; set; }
    }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        if (!await MayAsync()) return NotFound();
        return await FirstRun.MissionAsync(db, stop) is null ? LocalRedirect("/setup/mission") : Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (!await MayAsync()) return NotFound();
        if (await FirstRun.MissionAsync(db, stop) is null) return LocalRedirect("/setup/mission");
        var (refusal, person) = await FirstRun.MakeAdministratorAsync(
            services, Input.Name, Input.Email, Input.Password, Input.Works, reader.Language, stop);
        if (refusal is not null) return this.Refuse(refusal);

        Response.Cookies.Delete(SetupKey.Cookie, new CookieOptions { Path = "/setup" });
        await signIn.SignInAsync(person!, isPersistent: false);
        // On to the second factor and its recovery codes, then back to the last step.
        return LocalRedirect("/account/authenticator?next=%2Fsetup%2Fdone");
    }

    private Task<bool> MayAsync() => FirstRun.MayAsync(HttpContext, db, services.GetRequiredService<SetupKey>());
}
