using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Sirekap.Site.Pages.Parts;

/// <summary>A word beside a number on a photo: SVG's <c>text</c>, a name that Razor keeps for itself.</summary>
public sealed class PhotoLabel : ComponentBase
{
    /// <summary>In pixels of the photo.</summary>
    [Parameter, EditorRequired]
    public int X { get; set; }

    /// <inheritdoc cref="X"/>
    [Parameter, EditorRequired]
    public int Y { get; set; }

    /// <inheritdoc cref="X"/>
    [Parameter, EditorRequired]
    public int Size { get; set; }

    [Parameter, EditorRequired]
    public required string Label { get; set; }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenElement(0, "text");
        builder.AddAttribute(1, "x", X);
        builder.AddAttribute(2, "y", Y);
        builder.AddAttribute(3, "font-size", Size);
        builder.AddContent(4, Label);
        builder.CloseElement();
    }
}
