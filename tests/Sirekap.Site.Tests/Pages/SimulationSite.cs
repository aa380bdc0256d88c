using Sirekap.Elections.Statements;
using Sirekap.Site.Protection;
using Sirekap.Site.Tests.Api;

namespace Sirekap.Site.Tests.Pages;

/// <summary>The site of an invented election, for all tests of a class.</summary>
public sealed class SimulationSite : IAsyncLifetime
{
    /// <summary>One client asks for every page there is.</summary>
    internal ApiServer Server { get; } = new(new ProtectionOptions { RequestBurst = 100_000 }, ElectionKind.Simulation);

    public ValueTask InitializeAsync() => Server.InitializeAsync();

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
