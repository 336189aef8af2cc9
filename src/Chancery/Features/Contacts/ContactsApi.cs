using Chancery.Kernel;
using Chancery.Platform.Access;
using Chancery.Platform.Web;
using Chancery.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Features.Contacts;

/// <summary>The directory through the API.</summary>
internal static class ContactsApi
{
    public static void MapContactsApi(this IEndpointRouteBuilder app)
    {
        var api = app.MapApi("Contacts");
        api.MapGet("/contacts", ListAsync).WithName("listContacts").Requires(Permission.ReadContacts)
            .WithSummary("Organisations and people").WithDescription("`q` finds them by any of their names in any script; every word must occur.");
        api.MapPost("/contacts", CreateAsync).WithName("createContact").Requires(Permission.EditContacts).WithSummary("Add a contact");
        api.MapGet("/contacts/{id:guid}", ReadAsync).WithName("getContact").Requires(Permission.ReadContacts).WithSummary("One contact");
        api.MapPut("/contacts/{id:guid}", UpdateAsync).WithName("updateContact").Requires(Permission.EditContacts)
            .WithSummary("Replace what is kept about a contact").WithDescription("All of it: what is left out is emptied.");
    }

    private static async Task<Results<Ok<Paged<ApiContact>>, Refused>> ListAsync(
        ChanceryDb db, string? q, [NamesOf(typeof(ContactKind))] string? kind, [NamesOf(typeof(ContactCategory))] string? category, Guid? organisation, int? page, int? size, CancellationToken stop)
    {
        var no = new List<Refusal>();
        var (wantedKind, wantedCategory) = (Api.Value<ContactKind>(kind, "kind", no), Api.Value<ContactCategory>(category, "category", no));
        var asked = Asked.For(page, size, no);
        if (no.Count > 0) return new Refused(no);
        var contacts = db.Contacts.AsNoTracking().Named(q);
        if (wantedKind is not null) contacts = contacts.Where(c => c.Kind == wantedKind);
        if (wantedCategory is not null) contacts = contacts.Where(c => c.Category == wantedCategory);
        if (organisation is not null) contacts = contacts.Where(c => c.OrganisationId == organisation);
        var found = await contacts.OrderBy(c => c.SearchText).ThenBy(c => c.Id).Skip(asked.Skip).Take(asked.Size).ToListAsync(stop);
        return TypedResults.Ok(asked.Of([.. found.Select(ApiContact.Of)], await contacts.CountAsync(stop)));
    }

    private static async Task<Results<Ok<ApiContact>, NotFound>> ReadAsync(Guid id, ChanceryDb db, HttpContext http, CancellationToken stop) =>
        await db.Contacts.AsNoTracking().FirstOrDefaultAsync(c => c.Id == id, stop) is { } contact
            ? TypedResults.Ok(Show(contact, http)) : TypedResults.NotFound();

    private static async Task<Results<Created<ApiContact>, Refused>> CreateAsync(ContactBody body, ChanceryDb db, Visit visit, HttpContext http, CancellationToken stop)
    {
        var input = body.ToInput(visit);
        if (await input.CheckAsync(db, visit, null, stop) is { Count: > 0 } no) return Refuse(no);
        var contact = input.Keep(db, visit, null);
        await db.SaveChangesAsync(stop);
        return TypedResults.Created($"/api/v1/{visit.Mission.Slug}/contacts/{contact.Id}", Show(contact, http));
    }

    private static async Task<Results<Ok<ApiContact>, NotFound, Stale, Refused>> UpdateAsync(
        Guid id, ContactBody body, ChanceryDb db, Visit visit, HttpContext http, CancellationToken stop)
    {
        if (await db.Contacts.FirstOrDefaultAsync(c => c.Id == id, stop) is not { } contact) return TypedResults.NotFound();
        if (Versions.Check(http, body.Version, contact.Version, () => Show(contact, http)) is { } stale) return stale;
        var input = body.ToInput(visit);
        if (await input.CheckAsync(db, visit, id, stop) is { Count: > 0 } no) return Refuse(no);
        input.Keep(db, visit, contact);
        await db.SaveChangesAsync(stop);
        return TypedResults.Ok(Show(contact, http));
    }

    /// <summary>The form's field of an organisation has another name.</summary>
    private static Refused Refuse(IReadOnlyList<Refusal> no) =>
        new([.. no.Select(r => r.Field == nameof(ContactInput.OrganisationId) ? r with { Field = nameof(ContactBody.Organisation) } : r)]);

    private static ApiContact Show(Contact contact, HttpContext http)
    {
        Versions.Tag(http, contact.Version);
        return ApiContact.Of(contact);
    }
}

/// <summary>An organisation, or a person.</summary>
/// <param name="Name">As it writes itself in each language and script.</param>
/// <param name="Post">A person's post.</param>
/// <param name="Organisation">The organisation a person belongs to, or the parent of a branch.</param>
/// <param name="Language">The language they are written to in.</param>
internal sealed record ApiContact(
    Guid Id, ContactKind Kind, ContactCategory Category, Translated Name, Translated Post, Guid? Organisation,
    string Email, string Phone, Translated City, string Language, int Version)
{
    public static ApiContact Of(Contact c) =>
        new(c.Id, c.Kind, c.Category, c.Name, c.Post, c.OrganisationId, c.Email, c.Phone, c.City, c.Language, c.Version);
}

/// <summary>What is to be kept about a contact.</summary>
/// <param name="Organisation">Id of an organisation of the same mission.</param>
/// <param name="Language">The mission's default when it is left out.</param>
/// <param name="Version">The version that was read, when it does not stand in If-Match.</param>
internal sealed record ContactBody(
    ContactKind Kind = ContactKind.Organisation, ContactCategory Category = ContactCategory.Other, Translated? Name = null, Translated? Post = null,
    Guid? Organisation = null, string? Email = null, string? Phone = null, Translated? City = null, string? Language = null, int? Version = null)
{
    public ContactInput ToInput(Visit visit) => new()
    {
        Kind = Kind, Category = Category, Name = ContactInput.Texts(Name ?? Translated.Empty), Post = ContactInput.Texts(Post ?? Translated.Empty),
        City = ContactInput.Texts(City ?? Translated.Empty), OrganisationId = Organisation, Email = Email, Phone = Phone,
        Language = Language ?? visit.Mission.DefaultLanguage,
    };
}
