using Chancery.Platform.Access;

namespace Chancery.Features.Contacts;

/// <summary>Front door of Contacts.</summary>
public static class ContactsFeature
{
    private const string New = "desk/{mission}/contacts/new";

    public static void AddContacts(this WebApplicationBuilder builder) => builder.Services.AddRazorPages(pages =>
    {
        pages.Conventions.AddPageRoute("/Contacts/Edit", New);
        // Whoever only reads contacts has nothing to do at the empty form.
        pages.Conventions.AddPageRouteModelConvention("/Contacts/Edit", page =>
        {
            foreach (var way in page.Selectors.Where(s => s.AttributeRouteModel?.Template?.TrimStart('/') == New))
                way.EndpointMetadata.Add(new RequiresAttribute(Permission.EditContacts));
        });
    });

    public static void MapContacts(this WebApplication app) => app.MapContactsApi();
}
