using Sirekap.Elections.Disclosures;
using Sirekap.Elections.Regions;

namespace Sirekap.Elections.Statements;

/// <summary>
/// What a disclosure is about. The set is closed, so that what nobody has disclosed can be told from what there is no word for.
/// </summary>
public enum DisclosureCategory : byte
{
    /// <summary>A contract with who runs or hosts any part of this.</summary>
    Contract,

    /// <summary>Where data and servers are.</summary>
    Hosting,

    /// <summary>Topology, delivery network, protection against attacks.</summary>
    Network,

    /// <summary>Programs and their sources.</summary>
    Software,

    /// <summary>The release that runs.</summary>
    Release,

    /// <summary>What it costs, and whose money it is.</summary>
    Budget,

    /// <summary>How it was bought (pengadaan).</summary>
    Procurement,

    /// <summary>What an auditor found.</summary>
    Audit,

    /// <summary>What the body binds itself to.</summary>
    Commitment,

    Other,
}

/// <summary>
/// The law's grounds for keeping information back: UU 14/2008 (public information) Art. 17, letters a to j, and UU 27/2022 (personal data).
/// </summary>
public enum ExemptionGround : byte
{
    /// <summary>Letter a: law enforcement.</summary>
    LawEnforcement,

    /// <summary>Letter b: intellectual property, protection from unfair competition.</summary>
    Competition,

    /// <summary>Letter c: defence and security of the state.</summary>
    Defence,

    /// <summary>Letter d: natural wealth.</summary>
    NaturalWealth,

    /// <summary>Letter e: resilience of the national economy.</summary>
    Economy,

    /// <summary>Letter f: foreign relations.</summary>
    ForeignRelations,

    /// <summary>Letter g: a private deed, or somebody's last will.</summary>
    PrivateDeed,

    /// <summary>Letter h: a person's secrets.</summary>
    PersonalSecret,

    /// <summary>Letter i: letters within or between public bodies.</summary>
    Correspondence,

    /// <summary>Letter j: what another statute forbids to disclose.</summary>
    OtherStatute,

    /// <summary>UU 27/2022: personal data.</summary>
    PersonalData,
}

/// <summary>
/// A passage that a disclosed document leaves out, or where no document is given, the document. No exemption is for ever (UU 14/2008 Art.
/// 20).
/// </summary>
/// <param name="Ground">On which ground.</param>
/// <param name="Until">When the ground ends, and the passage is to be disclosed.</param>
/// <remarks>Immutable; any number of threads may read it. <c>default</c> ended in 1970, and no disclosure has it.</remarks>
public readonly record struct Exemption(ExemptionGround Ground, Timestamp Until);

/// <summary>A body opens what it owes the public beside the results: a contract, where servers are, which release runs.</summary>
/// <param name="Scope">Whose disclosure it is: the nation's, a province's or a regency's.</param>
/// <param name="Category">What it is about.</param>
/// <param name="Document">Blob: the document; null says that there is none, or that all of it is withheld.</param>
/// <param name="About">Blob: title and facts in both languages (<see cref="DisclosureAbout"/>). Every free text is a blob, so
/// that it can be withheld.</param>
/// <param name="Withheld">Passages of the document that are left out, in their order.</param>
/// <param name="Replaces">An earlier disclosure of the same scope, which this takes the place of and does not erase; by its
/// identity.</param>
public sealed record Disclose(
    RegionCode Scope,
    DisclosureCategory Category,
    BlobReference? Document,
    BlobReference About,
    IReadOnlyList<Exemption> Withheld,
    Digest? Replaces
) : Statement
{
    public override IReadOnlyList<NamedBlob> Blobs
    {
        get
        {
            var category = Category;
            var about = NamedBlob.Of(About, BlobUse.Published, "words of the disclosure") with
            {
                Flaw = bytes => DisclosureAbout.TryParse(bytes, category, out _, out var error) ? null : error,
            };
            return Document is null ? [about] : [about, NamedBlob.Of(Document, BlobUse.Published, "document of the disclosure")];
        }
    }
}
