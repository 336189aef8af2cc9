using System.Globalization;
using Chancery.Platform.Access;
using Chancery.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Chancery.Features.Error;

/// <summary>What went wrong, in plain words: for people a page, for the API problem+json.</summary>
[Public]
[IgnoreAntiforgeryToken]
public sealed class IndexModel(Words words) : PageModel
{
    /// <summary>The status that has words of its own, else 500.</summary>
    public int Shown { get; private set; } = StatusCodes.Status500InternalServerError;

    /// <summary>Whatever the method was: what broke may have been a PUT.</summary>
    [NonHandler] // else its name makes it one, for the method PAGE
    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        int? status = RouteData.Values["status"] is string text && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        var code = status ?? (Response.StatusCode >= 400 ? Response.StatusCode : StatusCodes.Status404NotFound);
        Shown = words.Has("en", $"error.{code}.title") && words.Has("en", $"error.{code}.text") ? code : code < 500 ? 400 : 500;
        Response.StatusCode = code;
        var original = HttpContext.Features.Get<Microsoft.AspNetCore.Diagnostics.IStatusCodeReExecuteFeature>()?.OriginalPath ?? Request.Path;
        if (Problems.IsApi(original))
        {
            await Problems.WriteAsync(HttpContext, Problems.Of(HttpContext, code));
            context.Result = new EmptyResult();
            return;
        }
        await next();
    }
}
