using Sirekap.Browser.Tests.Stage;

namespace Sirekap.Browser.Tests;

/// <summary>
/// Somebody who reads one page after the other, in one window with scripts and in another without. A window for each page would cost more
/// than the pages.
/// </summary>
public sealed class Reader : IAsyncLifetime
{
    private readonly Visit?[] _windows = new Visit?[2];

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async Task<Visit> GoAsync(Theatre theatre, Uri address, bool script)
    {
        if (_windows[script ? 1 : 0] is not { } window)
        {
            return _windows[script ? 1 : 0] = await Visit.ToAsync(theatre, address, new Look(Look.Phone, Script: script));
        }

        await window.GoAsync(address);
        return window;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var window in _windows)
        {
            if (window is not null)
            {
                await window.DisposeAsync();
            }
        }
    }
}
