using System.Text.Json;
using Chancery.Kernel;
using Chancery.Platform.Access;
using Chancery.Platform.Files;
using Chancery.Platform.Web;
using Chancery.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Chancery.Features.Campaigns;

/// <summary>Evidence through the API: hand in, look up, open.</summary>
internal static class EvidenceApi
{
    public static void MapEvidenceApi(this IEndpointRouteBuilder app)
    {
        var api = app.MapApi("Evidence");
        api.MapGet("/evidence", ListAsync).WithName("listEvidence").Requires(Permission.OpenEvidence).WithSummary("Files, the newest first");
        api.MapPost("/evidence", UploadAsync).WithName("uploadEvidence").Requires(Permission.RecordEntry)
            .WithMetadata(new LongestBody(220L * 1024 * 1024))
            .WithSummary("Hand in a file")
            .WithDescription("""
                One file in the field `file`. `alt`, `caption` and `credit` are optional, each a JSON object of language tags and texts.
                A file that the mission already has is that file again: 200, and what is written about it stays.
                docs/rules/evidence.md lists the types and sizes that are taken.
                """);
        api.MapGet("/evidence/{id:guid}", ReadAsync).WithName("getEvidence").Requires(Permission.OpenEvidence).WithSummary("What is known of a file");
        api.MapGet("/evidence/{id:guid}/original", EvidenceDoors.OriginalAsync).WithName("downloadEvidence").Requires(Permission.OpenEvidence)
            .Produces(StatusCodes.Status200OK, null, "application/octet-stream")
            .WithSummary("The untouched original").WithDescription("Byte for byte what was handed in; `sha256` of the file proves it. Ranges are served.");
    }

    private static async Task<Results<Ok<Paged<ApiEvidence>>, Refused>> ListAsync(ChanceryDb db, int? page, int? size, CancellationToken stop)
    {
        var no = new List<Refusal>();
        var asked = Asked.For(page, size, no);
        if (no.Count > 0) return new Refused(no);
        var files = await db.EvidenceFiles.AsNoTracking().OrderByDescending(f => f.ReceivedAt).ThenBy(f => f.Sha256)
            .Skip(asked.Skip).Take(asked.Size).ToListAsync(stop);
        return TypedResults.Ok(asked.Of([.. files.Select(ApiEvidence.Of)], await db.EvidenceFiles.CountAsync(stop)));
    }

    private static async Task<Results<Ok<ApiEvidence>, NotFound>> ReadAsync(Guid id, ChanceryDb db, HttpContext http, CancellationToken stop)
    {
        if (await db.EvidenceFiles.AsNoTracking().FirstOrDefaultAsync(f => f.Id == id, stop) is not { } file) return TypedResults.NotFound();
        Versions.Tag(http, file.Version);
        return TypedResults.Ok(ApiEvidence.Of(file));
    }

    private static async Task<Results<Created<ApiEvidence>, Ok<ApiEvidence>, Refused>> UploadAsync(
        IFormFile? file, [FromForm] string? alt, [FromForm] string? caption, [FromForm] string? credit,
        ChanceryDb db, Visit visit, Uploads uploads, HttpContext http, IOptions<Microsoft.AspNetCore.Http.Json.JsonOptions> json, CancellationToken stop)
    {
        if (file is null || http.Request.Form.Files.Count != 1) return new Refused(new Refusal("api.one-file", "File"));
        var no = new List<Refusal>();
        var texts = new FileTexts { Alt = Read(alt, "Alt"), Caption = Read(caption, "Caption"), Credit = Read(credit, "Credit") };
        no.AddRange(texts.Check("").Select(r => r with { Field = r.Field.TrimStart('.') }));
        if (no.Count > 0) return new Refused(no);
        try
        {
            var (taken, refusal) = await uploads.TakeAsync(file, "File", stop);
            if (refusal is null)
            {
                var isNew = db.Entry(taken!).State == EntityState.Added;
                if (isNew) texts.Introduce(db, visit, taken!);
                await db.SaveChangesAsync(stop);
                return isNew
                    ? TypedResults.Created($"/api/v1/{visit.Mission.Slug}/evidence/{taken!.Id}", ApiEvidence.Of(taken))
                    : TypedResults.Ok(ApiEvidence.Of(taken!));
            }
            no.Add(refusal);
        }
        catch
        {
            await uploads.ForgetAsync();
            throw;
        }
        await uploads.ForgetAsync();
        return new Refused(no);

        Dictionary<string, string?> Read(string? text, string field)
        {
            try
            {
                return string.IsNullOrWhiteSpace(text) ? [] : ActionForm.Texts(JsonSerializer.Deserialize<Translated>(text, json.Value.SerializerOptions) ?? Translated.Empty);
            }
            catch (JsonException)
            {
                no.Add(new Refusal("api.no-texts", field));
                return [];
            }
        }
    }
}

/// <summary>A file that was handed in as proof.</summary>
/// <param name="Name">The sender's name for it.</param>
/// <param name="MediaType">Found from the bytes, never taken from the sender's word.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Sha256">Lower-case hexadecimal, of the bytes as they were handed in.</param>
/// <param name="Width">Pixels; null for what is not a picture.</param>
internal sealed record ApiEvidence(
    Guid Id, string Name, string MediaType, long Size, string Sha256, int? Width, int? Height,
    Translated Alt, Translated Caption, Translated Credit, DateTime ReceivedAt, int Version)
{
    public static ApiEvidence Of(EvidenceFile f) =>
        new(f.Id, f.Name, f.MediaType, f.Size, f.Sha256, f.Width, f.Height, f.Alt, f.Caption, f.Credit, f.ReceivedAt, f.Version);
}
