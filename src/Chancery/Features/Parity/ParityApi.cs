using System.Text.Json.Serialization;
using Chancery.Features.Stories;
using Chancery.Kernel;
using Chancery.Platform.Access;
using Chancery.Platform.Web;
using Chancery.Storage;
using Chancery.Text.Parity;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Features.Parity;

/// <summary>The check for other tools: of any two texts, and of the editions of a story.</summary>
internal static class ParityApi
{
    public static void MapParityApi(this IEndpointRouteBuilder app)
    {
        app.MapApiRoot("Parity").MapPost("/parity", Compare).WithName("compareTexts").WithMetadata(new SignedInAttribute())
            .WithSummary("Compare two texts that shall say the same")
            .WithDescription("Nothing is kept. Any token may ask. Longer requests than 2 MB are refused with 413; `chancery parity` takes them.");
        app.MapApi("Parity").MapGet("/stories/{id:guid}/editions/{edition}/findings", FindingsAsync).WithName("listFindings").Requires(Permission.ReadStories)
            .WithSummary("Where an edition differs from its source")
            .WithDescription("Worked out now. A translation is compared with the source, the source with each translation that is public. Waivers are given by people at the desk.");
    }

    private static Results<Ok<ApiParity>, Refused> Compare(ParityBody body)
    {
        var no = new List<Refusal>();
        var source = Read(body.Source, "source", no);
        var target = Read(body.Target, "target", no);
        if (no.Count > 0) return new Refused(no);
        return TypedResults.Ok(ApiParity.Of(ParityCheck.Compare(source!, target!), body.Id));
    }

    private static ParityText? Read(ParityTextBody? text, string field, List<Refusal> no)
    {
        if (string.IsNullOrWhiteSpace(text?.Language) || text.Language.Length > 35) no.Add(new Refusal("parity.no-language", field + ".language"));
        if (text?.Text is null) no.Add(new Refusal("parity.no-text", field + ".text"));
        return text is { Language: { } language, Text: { } words } ? new ParityText(language, words) : null;
    }

    private static async Task<Results<Ok<ApiEditionFindings>, NotFound>> FindingsAsync(Guid id, string edition, ChanceryDb db, Visit visit, CancellationToken stop)
    {
        var story = await db.Stories.AsNoTracking().Include(s => s.Editions).FirstOrDefaultAsync(s => s.Id == id, stop);
        if (story?.In(edition) is not { } found) return TypedResults.NotFound();
        var findings = await db.FindingsAsync(visit.Mission, story, found, null, stop);
        return TypedResults.Ok(new ApiEditionFindings(
            id, edition, findings.Blocking,
            [.. findings.Pairs.Select(p => new ApiComparison([p.Source.Language, p.Target.Language], [.. p.Findings.Select(ApiDeskFinding.Of)]))]));
    }
}

/// <summary>Two texts to be compared.</summary>
/// <param name="Id">Comes back in the answer.</param>
internal sealed record ParityBody(ParityTextBody? Source = null, ParityTextBody? Target = null, string? Id = null);

/// <summary>An edition: its language and its text.</summary>
/// <param name="Language">BCP 47. Of a language that is not known only digits, links and Latin words are read.</param>
/// <param name="Text">Plain, or Markdown.</param>
internal sealed record ParityTextBody(string? Language = null, string? Text = null);

/// <summary>The findings of two texts, as `chancery parity` writes them.</summary>
/// <param name="Languages">Of the source, of the target.</param>
/// <param name="Refused">Why the texts were not compared.</param>
/// <param name="Remarks">What the reader of the findings should know.</param>
internal sealed record ApiParity(
    string? Id, IReadOnlyList<string> Languages,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Refused,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Remarks,
    IReadOnlyList<ApiFinding> Findings)
{
    public static ApiParity Of(ParityReport report, string? id) => new(
        id, [report.SourceLanguage, report.TargetLanguage], report.Refusal, report.Remarks.Count == 0 ? null : report.Remarks,
        [.. report.Findings.Select(ApiFinding.Of)]);
}

/// <summary>One difference.</summary>
/// <param name="Kind">What differs, for example `number` or `sentence_only_source`.</param>
/// <param name="Rule">The check that found it: an anchor of docs/rules/parity.md.</param>
/// <param name="Explanation">One English sentence that names both readings.</param>
internal sealed record ApiFinding(string Kind, Severity Severity, string Rule, string Explanation, ApiSpan? Source, ApiSpan? Target)
{
    public static ApiFinding Of(Finding f) => new(f.Kind, f.Severity, f.Rule, f.Explanation, ApiSpan.Of(f.Source), ApiSpan.Of(f.Target));
}

/// <summary>A stretch of one text.</summary>
/// <param name="Start">UTF-16 units from the start of the text.</param>
/// <param name="Reading">What it was read as.</param>
internal sealed record ApiSpan(int Start, int End, string Text, string Reading)
{
    public static ApiSpan? Of(FindingSpan? span) => span is null ? null : new ApiSpan(span.Start, span.End, span.Text, span.Reading);
}

/// <summary>Where an edition differs.</summary>
/// <param name="Blocking">How many open findings keep it from being published.</param>
internal sealed record ApiEditionFindings(Guid Story, string Edition, int Blocking, IReadOnlyList<ApiComparison> Compared);

/// <summary>A translation against its source.</summary>
/// <param name="Languages">Of the source, of the translation.</param>
internal sealed record ApiComparison(IReadOnlyList<string> Languages, IReadOnlyList<ApiDeskFinding> Findings);

/// <summary>One difference between two editions. Places count in title, summary and text, joined by empty lines.</summary>
/// <param name="Treatment">What the mission does about it.</param>
/// <param name="Blocks">It keeps the edition from being published.</param>
/// <param name="Waived">Why it may stand, when somebody said so.</param>
internal sealed record ApiDeskFinding(
    string Kind, Severity Severity, string Rule, string Explanation, ApiSpan? Source, ApiSpan? Target, Treatment Treatment, bool Blocks, ApiWaiver? Waived)
{
    public static ApiDeskFinding Of(DeskFinding f) => new(
        f.Finding.Kind, f.Finding.Severity, f.Finding.Rule, f.Finding.Explanation, ApiSpan.Of(f.Finding.Source), ApiSpan.Of(f.Finding.Target),
        f.Treatment, f.Blocks, f.Waiver is { } w ? new ApiWaiver(w.Reason, w.ById, w.At) : null);
}

/// <summary>A difference that may stand.</summary>
/// <param name="By">Id of the person who said so.</param>
internal sealed record ApiWaiver(string Reason, Guid By, DateTime At);
