using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;

namespace Chancery.Platform.Web;

/// <summary>A page (or handler's page) whose form carries files.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class TakesFilesAttribute : Attribute;

/// <summary>
/// Reads a form before anything else asks for it, and after it is known that the visitor may send it. Whoever asked first
/// was the check of the antiforgery token, which says "bad token" of a form that is too large or was cut off.
/// </summary>
internal sealed class FormReading(RequestDelegate next)
{
    /// <summary>Bytes: a film of 200 MB and what stands around it.</summary>
    public const long WithFiles = 220L * 1024 * 1024;

    /// <summary>Bytes: longer than any text of a form here; nobody fills the disk through a field.</summary>
    public const long WithoutFiles = 4L * 1024 * 1024;

    public async Task InvokeAsync(HttpContext http)
    {
        // The page that says what was wrong is reached with the same request: its form is not read a second time.
        if (http.Request.HasFormContentType && http.Features.Get<IStatusCodeReExecuteFeature>() is null && await ReadAsync(http) is { } status)
        {
            http.Features.Set<IFormFeature>(new FormFeature(FormCollection.Empty));
            http.Response.StatusCode = status;
            return;
        }
        await next(http);
    }

    private static async Task<int?> ReadAsync(HttpContext http)
    {
        var limit = http.GetEndpoint()?.Metadata.GetMetadata<TakesFilesAttribute>() is null && !http.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal)
            ? WithoutFiles
            : WithFiles;
        if (http.Request.ContentLength > limit) return StatusCodes.Status413PayloadTooLarge;
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = limit;
        try
        {
            await http.Request.ReadFormAsync(http.RequestAborted);
            return null;
        }
        catch (InvalidDataException)
        {
            return StatusCodes.Status413PayloadTooLarge; // one of the reader's own limits
        }
        catch (IOException broken) when (Breakdowns.StatusOf(broken) == StatusCodes.Status500InternalServerError)
        {
            return StatusCodes.Status400BadRequest; // it ends in the middle
        }
    }
}
