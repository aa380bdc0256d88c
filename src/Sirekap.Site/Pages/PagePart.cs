using Microsoft.AspNetCore.Components;
using Sirekap.Elections.Checks;
using Sirekap.Elections.Regions;
using Sirekap.Site.Pages.Wording;
using Sirekap.Site.Views;

namespace Sirekap.Site.Pages;

/// <summary>A component of a page. All words come from the texts of the page's language.</summary>
public abstract class PagePart : ComponentBase
{
    [CascadingParameter]
    public required PageContext Page { get; set; }

    protected Language Language => Page.Language;

    /// <summary>A text by its key.</summary>
    protected string T(string key, params ReadOnlySpan<string> values) => Page.Texts[key, values];

    /// <summary>The word for a value of a closed set.</summary>
    protected string Word<TValue>(string set, TValue value)
        where TValue : struct, Enum => Page.Texts[$"{set}.{value}"];

    /// <summary>The word for a value of a closed set, as it is said in a place.</summary>
    protected string Word<TValue>(string set, TValue value, RegionCode place)
        where TValue : struct, Enum => Page.TextsIn(place)[$"{set}.{value}"];

    protected string N(long value) => Language.Number(value);

    protected string Says(Check check) => Page.Says(check);

    /// <summary>What no screenshot of a part may lack: what kind of election this is, and that it is not the official result.</summary>
    protected string Stamp => Word("kind.stamp", Page.Moment.Kind);
}
