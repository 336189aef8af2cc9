using Chancery.Kernel;
using Chancery.Platform.Access;
using Chancery.Platform.Journal;
using Chancery.Platform.Web;
using Chancery.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Features.Campaigns;

/// <summary>The action plan through the API: the same views, forms and acts as at the desk.</summary>
internal static class ActionsApi
{
    public static void MapActionsApi(this IEndpointRouteBuilder app)
    {
        var api = app.MapApi("Actions");
        api.MapGet("/programmes/{programme}/actions", ListAsync).WithName("listActions").Requires(Permission.ReadPlan)
            .WithSummary("Actions of a programme")
            .WithDescription("Filters go together. `sort` takes position, kind, title, place, objective, planned, actual, standing, budget, spent or evidence; `-` before it turns the order round.");
        api.MapPost("/programmes/{programme}/actions", CreateAsync).WithName("createAction").Requires(Permission.EditPlan)
            .WithSummary("Add an action at the end of the plan").WithDescription("With an `id` of your own (a UUID) a request sent twice adds one action: the second answer is 200.");
        api.MapGet("/actions/{id:guid}", ReadAsync).WithName("getAction").Requires(Permission.ReadPlan).WithSummary("One action");
        api.MapPut("/actions/{id:guid}", UpdateAsync).WithName("updateAction").Requires(Permission.EditPlan)
            .WithSummary("Replace what an action says").WithDescription("All of it: what is left out is emptied. Parties and budget lines keep their identity by `id`.");
        api.MapPost("/actions/{id:guid}/duplicate", DuplicateAsync).WithName("duplicateAction").Requires(Permission.EditPlan)
            .WithSummary("Plan the same again").WithDescription("The copy stands right below; nothing that happened or was spent is in it.");
        api.MapPost("/actions/{id:guid}/move", MoveAsync).WithName("moveAction").Requires(Permission.EditPlan)
            .WithSummary("Put an action at a place in the plan's order").WithDescription("The first place is 1. The neighbours keep their versions.");
        api.MapPost("/actions/{id:guid}/cancel", CancelAsync).WithName("cancelAction").Requires(Permission.EditPlan)
            .WithSummary("Cancel an action, with the reason").WithDescription("`If-Match` is optional here.");
        api.MapPost("/actions/{id:guid}/complete", CompleteAsync).WithName("completeAction").Requires(Permission.EditPlan)
            .WithSummary("Mark an action as done").WithDescription("`If-Match` is optional here.");
        api.MapPost("/actions/{id:guid}/reopen", ReopenAsync).WithName("reopenAction").Requires(Permission.EditPlan)
            .WithSummary("Take back that an action was done or cancelled").WithDescription("`If-Match` is optional here.");
    }

    private static async Task<Results<Ok<Paged<ApiAction>>, NotFound, Refused>> ListAsync(
        string programme, ChanceryDb db, Visit visit, Reader reader, [NamesOf(typeof(ActionKind))] string[]? kind, [NamesOf(typeof(Standing))] string[]? standing, string? objective, Guid? party,
        string? text, string? place, DateOnly? from, DateOnly? to, bool? lacksEvidence, string? sort, int? page, int? size, CancellationToken stop)
    {
        var no = new List<Refusal>();
        var column = (sort ?? "position").TrimStart('-');
        if (!PlanView.Columns.Contains(column))
            no.Add(new Refusal("api.no-such-value", "sort").With("value", column.Length > 40 ? column[..40] : column).With("values", string.Join(", ", PlanView.Columns)));
        var view = new PlanView
        {
            Kinds = Api.Values<ActionKind>(kind, "kind", no), Standings = Api.Values<Standing>(standing, "standing", no),
            Objective = objective ?? "", Party = party?.ToString() ?? "", Text = text ?? "", Place = place ?? "", From = from, To = to,
            LacksEvidence = lacksEvidence == true, Sort = column, Descending = sort?.StartsWith('-') == true,
        };
        var asked = Asked.For(page, size, no);
        if (no.Count > 0) return new Refused(no);
        if (await db.OpenPlanAsync(programme, visit.Today, stop) is not { } plan) return TypedResults.NotFound();
        var rows = view.Apply(plan.Rows, reader.Language, reader.Culture);
        return TypedResults.Ok(asked.Of(
            [.. rows.Skip(asked.Skip).Take(asked.Size).Select(r => ApiAction.Of(r.Action, plan.Programme.Slug, visit.Today, [.. r.Parties.Select(p => p.Name)]))], rows.Count));
    }

    private static async Task<Results<Ok<ApiAction>, NotFound>> ReadAsync(Guid id, ChanceryDb db, Visit visit, HttpContext http, CancellationToken stop) =>
        await db.WholeActionAsync(id, stop) is { } action ? TypedResults.Ok(await ShowAsync(action, db, visit, http, stop)) : TypedResults.NotFound();

    private static async Task<Results<Created<ApiAction>, Ok<ApiAction>, NotFound, Refused>> CreateAsync(
        string programme, ActionBody body, ChanceryDb db, Visit visit, HttpContext http, CancellationToken stop)
    {
        if (await ActionLists.LoadAsync(db, db.Programmes.Where(p => p.Slug == programme), stop) is not { } lists) return TypedResults.NotFound();
        var no = new List<Refusal>();
        var form = body.ToForm(null, lists, no);
        if (no.Count > 0) return new Refused(no);
        var act = await db.AddAsync(visit, lists, body.Id is { } own && own != Guid.Empty ? own : Guid.CreateVersion7(), form, stop);
        if (act.Action is not { } action) return new Refused(act.Refusals);
        var made = await ShowAsync(action, db, visit, http, stop);
        return act.Change is null ? TypedResults.Ok(made) : TypedResults.Created(Address(visit, action.Id), made);
    }

    private static async Task<Results<Ok<ApiAction>, NotFound, Stale, Refused>> UpdateAsync(
        Guid id, ActionBody body, ChanceryDb db, Visit visit, HttpContext http, CancellationToken stop)
    {
        await using var transaction = await db.TakeJournalAsync(visit.Mission.Id, stop);
        if (await db.WholeActionAsync(id, stop) is not { } action) return TypedResults.NotFound();
        var shown = await ShowAsync(action, db, visit, http, stop);
        if (Versions.Check(http, body.Version, action.Version, () => shown) is { } stale) return stale;
        var lists = (await ActionLists.LoadAsync(db, db.Programmes.Where(p => p.Id == action.ProgrammeId), stop))!;
        var no = new List<Refusal>();
        var form = body.ToForm(action, lists, no);
        if (no.Count > 0) return new Refused(no);
        var act = await db.WriteAsync(visit, action, lists, form, stop);
        if (act.Refusals.Count > 0) return new Refused(act.Refusals);
        await transaction.CommitAsync(stop);
        return TypedResults.Ok(await ShowAsync(action, db, visit, http, stop));
    }

    private static async Task<Results<Created<ApiAction>, NotFound>> DuplicateAsync(Guid id, ChanceryDb db, Visit visit, HttpContext http, CancellationToken stop)
    {
        var act = await db.DuplicateAsync(visit, id, stop);
        if (act.Action is not { } copy) return TypedResults.NotFound();
        return TypedResults.Created(Address(visit, copy.Id), await ShowAsync(copy, db, visit, http, stop));
    }

    private static async Task<Results<Ok<ApiAction>, NotFound, Overtaken, Refused>> MoveAsync(
        Guid id, MoveBody body, ChanceryDb db, Visit visit, HttpContext http, CancellationToken stop)
    {
        if (body.To is not >= 1) return new Refused(new Refusal("api.place", nameof(body.To)));
        return await AnswerAsync(await db.MoveAsync(visit, id, Versions.Expected(http), _ => body.To.Value - 1, stop), db, visit, http, stop);
    }

    private static async Task<Results<Ok<ApiAction>, NotFound, Overtaken, Refused>> CancelAsync(
        Guid id, ReasonBody body, ChanceryDb db, Visit visit, HttpContext http, CancellationToken stop)
    {
        var reason = body.Reason ?? Translated.Empty;
        if (reason.Texts.Values.Any(t => t.Length > ReasonBody.Longest)) return new Refused(ReasonBody.TooLong);
        return await AnswerAsync(await db.CancelAsync(visit, id, Versions.Expected(http), reason, stop), db, visit, http, stop);
    }

    private static async Task<Results<Ok<ApiAction>, NotFound, Overtaken, Refused>> CompleteAsync(Guid id, ChanceryDb db, Visit visit, HttpContext http, CancellationToken stop) =>
        await AnswerAsync(await db.CompleteAsync(visit, id, Versions.Expected(http), stop), db, visit, http, stop);

    private static async Task<Results<Ok<ApiAction>, NotFound, Overtaken, Refused>> ReopenAsync(Guid id, ChanceryDb db, Visit visit, HttpContext http, CancellationToken stop) =>
        await AnswerAsync(await db.ReopenAsync(visit, id, Versions.Expected(http), stop), db, visit, http, stop);

    private static async Task<Results<Ok<ApiAction>, NotFound, Overtaken, Refused>> AnswerAsync(
        PlanAct act, ChanceryDb db, Visit visit, HttpContext http, CancellationToken stop)
    {
        if (act.Action is not { } action) return TypedResults.NotFound();
        if (act.Refusals.Count > 0) return new Refused(act.Refusals);
        var shown = await ShowAsync(action, db, visit, http, stop);
        return act.IsStale ? new Overtaken(shown) : TypedResults.Ok(shown);
    }

    private static async Task<ApiAction> ShowAsync(PlanAction action, ChanceryDb db, Visit visit, HttpContext http, CancellationToken stop)
    {
        Versions.Tag(http, action.Version);
        var programme = await db.Programmes.Where(p => p.Id == action.ProgrammeId).Select(p => p.Slug).SingleAsync(stop);
        var names = await db.ContactNamesAsync([action], stop);
        return ApiAction.Of(action, programme, visit.Today, [.. action.Parties.OrderBy(p => p.Position).Select(p => PlanParty.Of(p, names).Name)]);
    }

    private static string Address(Visit visit, Guid id) => $"/api/v1/{visit.Mission.Slug}/actions/{id}";
}

/// <summary>One line of an action plan, planned and actual side by side.</summary>
/// <param name="Programme">Slug of its programme.</param>
/// <param name="From">First planned day; null when the plan gives none.</param>
/// <param name="ActualFrom">First day on which something happened, from the journal.</param>
/// <param name="Status">What people decided about it.</param>
/// <param name="Standing">How it stands today.</param>
/// <param name="Totals">Sums of the budget, one for each currency: amounts of two currencies are never added.</param>
/// <param name="Position">Number in the plan's order. Gaps are fine.</param>
internal sealed record ApiAction(
    Guid Id, string Programme, Guid? Objective, ActionKind Kind, Translated Title, Translated Description, Translated Place,
    double? Latitude, double? Longitude, DateOnly? From, DateOnly? To, TimeOnly? StartsAt, TimeOnly? EndsAt, DateOnly? ActualFrom, DateOnly? ActualTo,
    ActionStatus Status, Standing Standing, int DaysLate, Translated CancelReason,
    IReadOnlyList<ApiParty> Parties, IReadOnlyList<ApiBudgetLine> Budget, IReadOnlyList<ApiMoney> Totals, int Position, int Version)
{
    public static ApiAction Of(PlanAction a, string programme, DateOnly today, IReadOnlyList<Translated> partyNames) => new(
        a.Id, programme, a.ObjectiveId, a.Kind, a.Title, a.Description, a.Place, a.Latitude, a.Longitude,
        a.PlannedFrom, a.PlannedTo, a.StartsAt, a.EndsAt, a.ActualFrom, a.ActualTo,
        a.Status, a.StandingOn(today), a.DaysLate(today), a.CancelReason,
        [.. a.Parties.OrderBy(p => p.Position).Select((p, i) => new ApiParty(p.Id, p.ContactId, partyNames[i], p.Role, p.Note))],
        [.. a.Budget.OrderBy(b => b.Position).Select(b => new ApiBudgetLine(b.Id, b.Label, b.Currency, b.Planned.Plain(), b.Spent.Plain()))],
        [.. a.Budget.GroupBy(b => b.Currency, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new ApiMoney(g.Key, Sum(g.Select(b => b.Planned)), Sum(g.Select(b => b.Spent))))],
        a.Position, a.Version);

    // Not recorded stays not recorded: a sum of nothing is not zero.
    private static decimal? Sum(IEnumerable<decimal?> amounts) =>
        amounts.OfType<decimal>().ToList() is { Count: > 0 } some ? some.Sum().Plain() : null;
}

/// <summary>Who takes part: a contact, or a group known only by a name.</summary>
internal sealed record ApiParty(Guid Id, Guid? Contact, Translated Who, PartyRole Role, Translated Note);

/// <summary>A line of the budget.</summary>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Spent">Null until it is known.</param>
internal sealed record ApiBudgetLine(Guid Id, Translated Label, string Currency, decimal? Planned, decimal? Spent);

/// <summary>Amounts in one currency.</summary>
internal sealed record ApiMoney(string Currency, decimal? Planned, decimal? Spent);

/// <summary>What an action is to say.</summary>
/// <param name="Id">Your own UUID for a new action; not for a change.</param>
/// <param name="Objective">Id of an objective of the same programme.</param>
/// <param name="Version">The version that was read, when it does not stand in If-Match.</param>
internal sealed record ActionBody(
    Guid? Id = null, ActionKind? Kind = null, Guid? Objective = null, Translated? Title = null, Translated? Description = null, Translated? Place = null,
    double? Latitude = null, double? Longitude = null, DateOnly? From = null, DateOnly? To = null, TimeOnly? StartsAt = null, TimeOnly? EndsAt = null,
    IReadOnlyList<PartyBody?>? Parties = null, IReadOnlyList<BudgetBody?>? Budget = null, int? Version = null)
{
    /// <summary>The desk's form with the same in it, so that one set of rules decides.</summary>
    public ActionForm ToForm(PlanAction? old, ActionLists lists, List<Refusal> no)
    {
        var parties = new List<PartyRow>();
        foreach (var (i, sent) in (Parties ?? []).Index())
        {
            var party = sent ?? new PartyBody(); // an empty row says nothing, as in the form
            var was = old?.Parties.Find(p => p.Id == party.Id);
            var contact = party.Contact is { } id ? lists.Contact(id) : null;
            if (party.Contact is not null && contact is null) no.Add(new Refusal("api.no-such-contact", $"Parties[{i}].Contact"));
            parties.Add(new PartyRow
            {
                Id = party.Id, ContactId = contact?.Id, Role = party.Role?.ToString(),
                Who = Whole(contact?.Name ?? party.Who, was?.Label), Note = Whole(party.Note, was?.Note),
            });
        }
        return new ActionForm
        {
            Title = Whole(Title, old?.Title), Description = Whole(Description, old?.Description), Place = Whole(Place, old?.Place),
            Kind = Kind?.ToString(), Objective = Objective?.ToString(), From = Typed.Show(From), To = Typed.Show(To),
            StartsAt = Typed.Show(StartsAt), EndsAt = Typed.Show(EndsAt), Latitude = Degrees(Latitude), Longitude = Degrees(Longitude),
            Parties = parties,
            Budget = [.. (Budget ?? []).OfType<BudgetBody>().Select(b => new BudgetRow
            {
                Id = b.Id, Currency = b.Currency, Planned = Amount(b.Planned), Spent = Amount(b.Spent),
                Label = Whole(b.Label, old?.Budget.Find(l => l.Id == b.Id)?.Label),
            })],
        };
    }

    // The form leaves languages alone that it does not show; here everything is replaced.
    private static Dictionary<string, string?> Whole(Translated? text, Translated? old)
    {
        var all = ActionForm.Texts(text ?? Translated.Empty);
        foreach (var language in (old ?? Translated.Empty).Texts.Keys) all.TryAdd(language, null);
        return all;
    }

    private static string? Degrees(double? degrees) => degrees?.ToString("0.######", System.Globalization.CultureInfo.InvariantCulture);

    // Every digit that was sent: the rule, not the formatting, decides about too many.
    private static string? Amount(decimal? amount) => amount?.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>A party to be written: <c>contact</c>, or <c>who</c> for a group. A name that is exactly a contact's is that contact.</summary>
internal sealed record PartyBody(Guid? Id = null, Guid? Contact = null, Translated? Who = null, PartyRole? Role = null, Translated? Note = null);

/// <summary>A budget line to be written.</summary>
internal sealed record BudgetBody(Guid? Id = null, Translated? Label = null, string? Currency = null, decimal? Planned = null, decimal? Spent = null);

/// <summary>A place in the order of the plan, the first being 1.</summary>
internal sealed record MoveBody(int? To = null);

/// <summary>Why.</summary>
internal sealed record ReasonBody(Translated? Reason = null)
{
    public const int Longest = 2000;

    public static Refusal TooLong => new Refusal("plan.too-long", "Reason").With("limit", Longest);
}
