using Chancery.Kernel;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Chancery.Platform.Web;

/// <summary>From a rule's "no" to a form with its message; the API says the same by <see cref="Refused"/>.</summary>
public static class Refusals
{
    /// <summary>Shows the page again with the refusal at its field; what was typed stays.</summary>
    public static PageResult Refuse(this PageModel page, Refusal refusal, string prefix = "")
    {
        page.AddRefusal(refusal, prefix);
        page.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return page.Page();
    }

    public static void AddRefusal(this PageModel page, Refusal refusal, string prefix = "")
    {
        var reader = page.HttpContext.RequestServices.GetRequiredService<Reader>();
        var field = refusal.Field.Length == 0 || prefix.Length == 0 ? refusal.Field : $"{prefix}.{refusal.Field}";
        page.ModelState.AddModelError(field, reader.Say(refusal));
    }
}
