using Sirekap.Elections;
using Sirekap.Elections.Regions;

namespace Sirekap.Node.Readers;

/// <summary>A form statement that names photos.</summary>
/// <param name="Contest">The contest's code.</param>
/// <param name="Station">The station.</param>
/// <param name="Photos">The photos as the statement names them, in any order.</param>
internal sealed record PhotographedForm(string Contest, RegionCode Station, IReadOnlyList<Digest> Photos);
