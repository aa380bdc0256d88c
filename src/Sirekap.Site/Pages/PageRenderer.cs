using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Logging.Abstractions;

namespace Sirekap.Site.Pages;

/// <summary>Makes HTML of a component, once, on the server: no circuit, no script, nothing that lives on.</summary>
public sealed class PageRenderer(IServiceProvider services)
{
    /// <summary>The whole document, UTF-8.</summary>
    /// <param name="page">The page's component.</param>
    /// <param name="context">Language, moment, place.</param>
    /// <param name="parameters">The component's.</param>
    public async Task<byte[]> RenderAsync(Type page, PageContext context, IDictionary<string, object?> parameters)
    {
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var root = await renderer.RenderComponentAsync<Document>(
                ParameterView.FromDictionary(
                    new Dictionary<string, object?>(StringComparer.Ordinal)
                    {
                        [nameof(Document.Context)] = context,
                        [nameof(Document.Component)] = page,
                        [nameof(Document.Parameters)] = parameters,
                    }
                )
            );
            var text = new StringWriter(new StringBuilder(32_768), System.Globalization.CultureInfo.InvariantCulture);
            root.WriteHtmlTo(text);
            return Encoding.UTF8.GetBytes(text.ToString());
        });
    }

    /// <summary>A strong entity tag: of the bytes themselves.</summary>
    public static string Tag(ReadOnlySpan<byte> bytes) => $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 12))}\"";
}
