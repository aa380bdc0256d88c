namespace Sirekap.Browser.Tests;

/// <summary>The folder Scripts: what is evaluated in a page, beside the page's security policy, by the browser's own protocol.</summary>
internal static class Scripts
{
    public static string Read(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Scripts", name));
}
