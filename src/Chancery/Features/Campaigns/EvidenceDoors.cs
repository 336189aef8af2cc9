using Chancery.Platform.Access;
using Chancery.Platform.Files;
using Chancery.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Features.Campaigns;

/// <summary>The bytes of evidence: the original, and a small copy without metadata.</summary>
internal static class EvidenceDoors
{
    private const int ThumbnailWidth = 320;

    // Whatever the bytes are, a browser that opens them runs nothing and belongs to no page of ours.
    private const string Sandbox = "sandbox; default-src 'none'; style-src 'none'; frame-ancestors 'none'";

    public static void MapEvidence(this IEndpointRouteBuilder app)
    {
        app.MapGet("/desk/{mission}/evidence/{id:guid}/original", OriginalAsync)
            .WithMetadata(new RequiresAttribute(Permission.OpenEvidence)).ExcludeFromDescription();
        app.MapGet("/desk/{mission}/evidence/{id:guid}/thumb", ThumbnailAsync)
            .WithMetadata(new RequiresAttribute(Permission.ReadPlan)).ExcludeFromDescription();
    }

    internal static async Task<Results<FileStreamHttpResult, NotFound>> OriginalAsync(
        Guid id, ChanceryDb db, FileStore store, HttpContext http, CancellationToken stop)
    {
        var file = await db.EvidenceFiles.AsNoTracking().FirstOrDefaultAsync(f => f.Id == id, stop);
        if (file is null || !store.Has(file.Sha256)) return TypedResults.NotFound();
        http.Response.Headers.ContentSecurityPolicy = Sandbox;
        return TypedResults.Stream(store.Open(file.Sha256), file.MediaType, file.Name, enableRangeProcessing: true);
    }

    private static async Task<Results<PhysicalFileHttpResult, NotFound>> ThumbnailAsync(
        Guid id, ChanceryDb db, FileStore store, DataFolder folder, HttpContext http, CancellationToken stop)
    {
        var file = await db.EvidenceFiles.AsNoTracking().FirstOrDefaultAsync(f => f.Id == id, stop);
        if (file is not { IsPicture: true } || !store.Has(file.Sha256)) return TypedResults.NotFound();
        var target = Path.Combine(folder.Derived, "desk", file.Sha256[..2], $"{file.Sha256}-{ThumbnailWidth}.webp");
        if (!await Pictures.KeepAsync(target, () => Pictures.Derive(store.PathOf(file.Sha256), ThumbnailWidth, PictureFormat.WebP), stop))
            return TypedResults.NotFound();
        http.Response.Headers.ContentSecurityPolicy = Sandbox;
        return TypedResults.PhysicalFile(target, "image/webp");
    }
}
