using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;

namespace Sirekap.Record;

/// <summary>
/// Who may do what, where: docs/authority.md in code. A role acts within its scope; each tier enrols the one below it
/// (KPU → KPU provinsi → KPU kabupaten/kota → PPK → KPPS).
/// </summary>
public static class Authority
{
    /// <summary>The level of region that a key of this role has as its scope.</summary>
    public static Level ScopeLevel(Role role) => role switch
    {
        Role.Province => Level.Province,
        Role.Regency => Level.Regency,
        Role.District => Level.District,
        Role.Station => Level.Station,
        _ => Level.Nation,
    };

    /// <summary>The role that enrols this one; a root is enrolled by the definition.</summary>
    public static Role? EnrolledBy(Role role) => role switch
    {
        Role.Province or Role.Import => Role.Root,
        Role.Regency => Role.Province,
        Role.District => Role.Regency,
        Role.Station => Role.District,
        _ => null,
    };

    public static Rejection? ToEnrol(Key signer, ElectionKind kind, Role role, RegionCode scope)
    {
        if (EnrolledBy(role) != signer.Role)
        {
            return RoleNotAllowed(signer, $"enrol a key of role {Words.Roles.Of(role)}");
        }

        if ((role == Role.Import) != (kind == ElectionKind.Copy))
        {
            return new Rejection(RejectionCode.KindNotAllowed, $"role {Words.Roles.Of(role)} does not exist in an election of kind {Words.Kinds.Of(kind)}");
        }

        if (scope.Level != ScopeLevel(role))
        {
            return new Rejection(RejectionCode.OutOfScope, $"a {Words.Roles.Of(role)} has a scope at its own level, {scope} is a {scope.Level.ToString().ToLowerInvariant()}");
        }

        return Within(signer, scope);
    }

    /// <summary>A key may end itself; a root, any other; a committee, the keys below it within its scope.</summary>
    public static Rejection? ToRevoke(Key signer, Key key)
    {
        if (key.Role == Role.Root)
        {
            return new Rejection(RejectionCode.RootStays, "a root key stands as long as its election");
        }

        if (signer.Ordinal == key.Ordinal || signer.Role == Role.Root)
        {
            return null;
        }

        return signer.Role is Role.Province or Role.Regency or Role.District && key.Role > signer.Role
            ? Within(signer, key.Scope)
            : RoleNotAllowed(signer, $"revoke a key of role {Words.Roles.Of(key.Role)}");
    }

    public static Rejection? ToSubmit(Key signer, ElectionKind kind, RegionCode station)
    {
        var role = kind == ElectionKind.Copy ? Role.Import : Role.Station;
        return signer.Role != role ? RoleNotAllowed(signer, $"submit forms in an election of kind {Words.Kinds.Of(kind)}") : Within(signer, station);
    }

    public static Rejection? ToReview(Key signer, RegionCode station) =>
        signer.Role is Role.District or Role.Regency or Role.Province ? Within(signer, station) : RoleNotAllowed(signer, "review forms");

    /// <summary>Snapshots and withdrawals speak of somebody else's feed.</summary>
    public static Rejection? ToCopy(Key signer, ElectionKind kind)
    {
        if (kind != ElectionKind.Copy)
        {
            return new Rejection(RejectionCode.KindNotAllowed, $"only a copy has snapshots and withdrawals, this election is of kind {Words.Kinds.Of(kind)}");
        }

        return signer.Role == Role.Import ? null : RoleNotAllowed(signer, "import");
    }

    /// <summary>Each plenary certifies its own region: PPK, KPU kabupaten/kota, KPU provinsi, KPU (PKPU 5/2024 Art. 5).</summary>
    public static Rejection? ToCertify(Key signer, ElectionKind kind, RegionCode region)
    {
        if (kind == ElectionKind.Copy)
        {
            return new Rejection(RejectionCode.KindNotAllowed, "a copy has no plenaries");
        }

        if (signer.Role is not (Role.Root or Role.Province or Role.Regency or Role.District))
        {
            return RoleNotAllowed(signer, "certify totals");
        }

        return signer.Scope == region
            ? null
            : new Rejection(RejectionCode.OutOfScope, $"key {signer.Name} certifies {signer.Scope}, not {region}");
    }

    /// <summary>Each body answers for itself: KPU, KPU provinsi, KPU kabupaten/kota. A copy and a simulation answer for where they run, too.</summary>
    public static Rejection? ToDisclose(Key signer, RegionCode scope)
    {
        if (signer.Role is not (Role.Root or Role.Province or Role.Regency))
        {
            return RoleNotAllowed(signer, "disclose");
        }

        return signer.Scope == scope
            ? null
            : new Rejection(RejectionCode.OutOfScope, $"key {signer.Name} discloses for {signer.Scope}, not {scope}");
    }

    private static Rejection? Within(Key signer, RegionCode region) =>
        region.IsWithin(signer.Scope) ? null : new Rejection(RejectionCode.OutOfScope, $"{region} is not within {signer.Scope}, the scope of key {signer.Name}");

    private static Rejection RoleNotAllowed(Key signer, string what) =>
        new(RejectionCode.RoleNotAllowed, $"a key of role {Words.Roles.Of(signer.Role)} may not {what}");
}
