namespace Sirekap.Browser.Tests;

/// <summary>Tests that go on telling the night, one after the other: each must know what it has changed.</summary>
[CollectionDefinition(nameof(Growth))]
public sealed class Growth;
