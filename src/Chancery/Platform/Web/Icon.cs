using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Chancery.Platform.Web;

/// <summary><c>&lt;icon name="event" /&gt;</c>: an icon of the sheet, decoration only (the words beside it say the same).</summary>
[HtmlTargetElement("icon", TagStructure = TagStructure.WithoutEndTag)]
public sealed class Icon : TagHelper
{
    public required string Name { get; set; }

    /// <summary>Turns with the direction of the page (arrows).</summary>
    public bool Flip { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "svg";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", Flip ? "i i-flip" : "i");
        output.Attributes.SetAttribute("aria-hidden", "true");
        output.Content.SetHtmlContent($"<use href=\"/icons.svg#i-{Name}\"/>");
    }
}
