using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;

namespace Sirekap.Record;

/// <summary>
/// Who may do what, where: docs/authority.md in code. A role acts within its scope; each tier enrols the one below it
/// (KPU → KPU provinsi → KPU kabupaten/kota → PPK → KPPS). A station's phones are enrolled by its kit, which its district has enrolled.
/// </summary>
public static class Authority
{
    /// <summary>
    /// The level of region that a key of this role has as its scope; a reader's is its enroller's, the nation's or a province's.
    /// </summary>
    public static Level ScopeLevel(Role role, Role enroller) =>
        role switch
        {
            Role.Reader => ScopeLevel(enroller, Role.Root),
            Role.Province => Level.Province,
            Role.Regency => Level.Regency,
            Role.District => Level.District,
            Role.Station or Role.Kit => Level.Station,
            _ => Level.Nation,
        };

    /// <summary>The roles that enrol this one; a root is enrolled by the definition.</summary>
    public static IReadOnlyList<Role> EnrolledBy(Role role) =>
        role switch
        {
            Role.Province or Role.Import => [Role.Root],
            Role.Regency => [Role.Province],
            Role.District => [Role.Regency],
            Role.Kit => [Role.District],
            Role.Station => [Role.Kit, Role.District, Role.Regency],
            Role.Reader => [Role.Root, Role.Province],
            Role.Supervisor or Role.Observer => [Role.Supervisor],
            Role.Witness => [Role.Witness],
            _ => [],
        };

    /// <summary>Whether a role watches those who count: a body or a contestant enrols and revokes it, and nobody else.</summary>
    public static bool Watches(Role role) => role is Role.Supervisor or Role.Witness or Role.Observer;

    public static Rejection? ToEnrol(Key signer, ElectionKind kind, Enrol enrol)
    {
        var (role, scope) = (enrol.Role, enrol.Scope);
        if (!EnrolledBy(role).Contains(signer.Role))
        {
            return RoleNotAllowed(signer, $"enrol a key of role {Words.Roles.Of(role)}");
        }

        if ((role == Role.Import) != (kind == ElectionKind.Copy))
        {
            return new Rejection(
                RejectionCode.KindNotAllowed,
                $"role {Words.Roles.Of(role)} does not exist in an election of kind {Words.Kinds.Of(kind)}"
            );
        }

        if (Watches(role))
        {
            return Narrower(signer, scope) ?? SameHolder(signer, enrol);
        }

        if (scope.Level != ScopeLevel(role, signer.Role))
        {
            var level = ScopeLevel(role, signer.Role).ToString().ToLowerInvariant();
            return new Rejection(
                RejectionCode.OutOfScope,
                $"a {Words.Roles.Of(role)} that a {Words.Roles.Of(signer.Role)} enrols has a {level} as its scope, {scope} is a "
                    + $"{scope.Level.ToString().ToLowerInvariant()}"
            );
        }

        return Within(signer, scope) ?? SameHolder(signer, enrol);
    }

    /// <summary>What takes a quorum of the roots is proposed by one of them, and agreed to by others.</summary>
    public static Rejection? ToRule(Key signer, string what) => signer.Role == Role.Root ? null : RoleNotAllowed(signer, what);

    /// <summary>
    /// A key may end itself; a root, any other of those who count; a committee, the keys below it within its scope; a body or contestant,
    /// those of its own people in a narrower region.
    /// </summary>
    public static Rejection? ToRevoke(Key signer, Key key)
    {
        if (key.IsFounding)
        {
            return new Rejection(RejectionCode.RootStays, "a root key stands as long as its election");
        }

        if (signer.Ordinal == key.Ordinal)
        {
            return null;
        }

        if (Watches(key.Role))
        {
            return signer.Watcher == key.Watcher && EnrolledBy(key.Role).Contains(signer.Role)
                ? Narrower(signer, key.Scope)
                : RoleNotAllowed(signer, $"revoke a key of role {Words.Roles.Of(key.Role)} of others");
        }

        if (signer.Role == Role.Root)
        {
            return null;
        }

        return signer.Role is Role.Province or Role.Regency or Role.District && key.Role > signer.Role
            ? Within(signer, key.Scope)
            : RoleNotAllowed(signer, $"revoke a key of role {Words.Roles.Of(key.Role)}");
    }

    /// <summary>
    /// Whether a signer may enrol one more key of a person who has this one: whoever may end it, and a station's kit for its phones.
    /// </summary>
    public static bool AnswersFor(Key signer, Key key) =>
        signer.Role == Role.Kit ? key.Role == Role.Station && key.Scope == signer.Scope : ToRevoke(signer, key) is null;

    public static Rejection? ToSubmit(Key signer, ElectionKind kind, RegionCode station)
    {
        var role = kind == ElectionKind.Copy ? Role.Import : Role.Station;
        return signer.Role != role
            ? RoleNotAllowed(signer, $"submit forms in an election of kind {Words.Kinds.Of(kind)}")
            : Within(signer, station);
    }

    /// <summary>A station's polling staff say to whom they gave copies of its form (UU 7/2017 Art. 506).</summary>
    public static Rejection? ToHandOver(Key signer, RegionCode station) =>
        signer.Role == Role.Station ? Within(signer, station) : RoleNotAllowed(signer, "hand over copies of a form");

    public static Rejection? ToReview(Key signer, RegionCode station) =>
        signer.Role is Role.District or Role.Regency or Role.Province ? Within(signer, station) : RoleNotAllowed(signer, "review forms");

    /// <summary>
    /// The district's plenary reads the paper of its stations (PPK, UU 7/2017 Art. 393); abroad that of the PPLN, whose key is a regency's.
    /// </summary>
    public static Rejection? ToTranscribe(Key signer, RegionCode station) =>
        signer.Role == Role.District || (signer.Role == Role.Regency && station.IsOverseas)
            ? Within(signer, station)
            : RoleNotAllowed(signer, "say what a plenary read from the paper");

    /// <summary>A reader says what a program read; it decides nothing.</summary>
    public static Rejection? ToRead(Key signer, RegionCode station) =>
        signer.Role == Role.Reader ? Within(signer, station) : RoleNotAllowed(signer, "say what was read on a photo");

    /// <summary>Whoever signs what names its signer is the one who is named.</summary>
    public static Rejection? InOwnName(Key signer, KeyName by) =>
        by == signer.Name
            ? null
            : new Rejection(RejectionCode.WrongSigners, $"it is key {by} that says this, and key {signer.Name} that signs");

    /// <summary>Those who watch sign a form within their region, or refuse.</summary>
    public static Rejection? ToAttest(Key signer, RegionCode station) =>
        Watches(signer.Role) ? Within(signer, station) : RoleNotAllowed(signer, "sign a form as somebody who watches");

    /// <summary>Witnesses and supervisors object (Perbawaslu 1/2024 Art. 34); observers do not.</summary>
    public static Rejection? ToObject(Key signer, RegionCode station) =>
        signer.Role is Role.Supervisor or Role.Witness ? Within(signer, station) : RoleNotAllowed(signer, "object");

    /// <summary>The committees that decide on forms answer what is objected to them.</summary>
    public static Rejection? ToAnswer(Key signer, RegionCode station) =>
        signer.Role is Role.District or Role.Regency or Role.Province
            ? Within(signer, station)
            : RoleNotAllowed(signer, "answer an objection");

    /// <summary>
    /// Supervisors draw within their region what is read again; those who count do not choose what of theirs is looked at.
    /// </summary>
    public static Rejection? ToRoll(Key signer, RegionCode region) =>
        signer.Role == Role.Supervisor ? Within(signer, region) : RoleNotAllowed(signer, "roll dice");

    /// <summary>Snapshots and withdrawals speak of somebody else's feed.</summary>
    public static Rejection? ToCopy(Key signer, ElectionKind kind)
    {
        if (kind != ElectionKind.Copy)
        {
            return new Rejection(
                RejectionCode.KindNotAllowed,
                $"only a copy has snapshots and withdrawals, this election is of kind {Words.Kinds.Of(kind)}"
            );
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

    /// <summary>
    /// Each body answers for itself: KPU, KPU provinsi, KPU kabupaten/kota. A copy and a simulation answer for where they run, too.
    /// </summary>
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

    /// <summary>Whoever gave themselves a key of the tier below could say what they then decide on.</summary>
    private static Rejection? SameHolder(Key signer, Enrol enrol) =>
        enrol.Holder == signer.Holder
            ? new Rejection(RejectionCode.SameHolder, $"whoever holds key {signer.Name} enrols themselves")
            : null;

    /// <summary>A region within the signer's and not the same, but for a root, whose own people may have the nation.</summary>
    private static Rejection? Narrower(Key signer, RegionCode region) =>
        region != signer.Scope || signer.IsFounding
            ? Within(signer, region)
            : new Rejection(RejectionCode.OutOfScope, $"{region} is the scope of key {signer.Name}, whose people have narrower ones");

    private static Rejection? Within(Key signer, RegionCode region) =>
        region.IsWithin(signer.Scope)
            ? null
            : new Rejection(RejectionCode.OutOfScope, $"{region} is not within {signer.Scope}, the scope of key {signer.Name}");

    private static Rejection RoleNotAllowed(Key signer, string what) =>
        new(RejectionCode.RoleNotAllowed, $"a key of role {Words.Roles.Of(signer.Role)} may not {what}");
}
