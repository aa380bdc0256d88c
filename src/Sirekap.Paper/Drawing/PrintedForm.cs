using Sirekap.Paper.Layouts;

namespace Sirekap.Paper.Drawing;

/// <summary>A station's blank form, ready to print.</summary>
public static class PrintedForm
{
    /// <summary>Its sheets, one a page.</summary>
    /// <param name="layout">The form, with all pages that it may have.</param>
    /// <param name="words">The station's words.</param>
    /// <param name="seal">The text of the QR code for a page's number.</param>
    public static IReadOnlyList<PrintedSheet> Of(FormLayout layout, FormWords words, Func<int, string> seal)
    {
        var form = words.Of(layout);
        return
        [
            .. form.Pages.Select(page => new PrintedSheet(
                page.Width,
                page.Height,
                PageDrawing.Of(form, page, words.For(page, seal(page.Number)))
            )),
        ];
    }
}
