using Sirekap.Elections;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Rules;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Hashing;
using Sirekap.Ledger.Notes;
using Sirekap.Reading.Images;
using Sirekap.Simulation.Nights;
using Sirekap.Simulation.Rehearsals;

namespace Sirekap.Simulation.Tests.Rehearsals;

/// <summary>What is sent in a rehearsal; that a server takes it so is tested with the command.</summary>
public class RehearsalTests
{
    private static readonly StatementHead Head = new("gladi.example", "gladi", RuleSets.First);

    [Fact]
    public void The_same_seed_gives_the_same_acts_byte_by_byte_and_another_seed_others()
    {
        var first = Acts(40, 7);
        var again = Acts(40, 7);
        again.Select(Told).ShouldBe(first.Select(Told));
        Acts(40, 8).Select(Told).ShouldNotBe(first.Select(Told));
        first.Select(act => act.At.UnixSeconds).ShouldBeInOrder();
        first.Select(act => act.Trouble).Distinct().Count().ShouldBeGreaterThan(20);
        first.Where(act => act.Expected == Expected.Refused).ShouldAllBe(act => act.Name != null && act.Statement == null);
    }

    [Fact]
    public void A_server_is_restarted_once_and_killed_twice()
    {
        using var rehearsal = Make(40, 7);
        var acts = rehearsal.Acts().ToList();
        acts.Select(act => act.Before).Where(before => before != Interruption.None).ShouldBe([Interruption.Restarted, Interruption.Killed]);
        acts.Count(act => act.Act.Carriage == Carriage.Killed).ShouldBe(1);
    }

    [Fact]
    public void A_stand_in_is_a_kilobyte_from_which_nothing_is_taken_but_what_is_not_the_picture()
    {
        var station = RegionCode.Parse("3171010001003");
        var photo = StandInPhoto.Of(1, station, 0);
        photo.Length.ShouldBeInRange(1000, 1024);
        Stripped(photo).ShouldBe(photo);
        StandInPhoto.WithExif(photo).ShouldNotBe(photo);
        Stripped(StandInPhoto.WithExif(photo)).ShouldBe(photo);
        StandInPhoto.NameOf(1, station, 0).ShouldBe(new Digest(Sha256.Hash(photo)));
        new[]
        {
            StandInPhoto.Of(1, station, 1),
            StandInPhoto.Of(2, station, 0),
            StandInPhoto.Of(1, RegionCode.Parse("3171010001004"), 0),
        }.ShouldAllBe(other => !other.SequenceEqual(photo));
    }

    [Fact]
    public void A_telephone_whose_clock_is_wrong_is_a_day_off()
    {
        var right = Forms(wrongClocks: 0);
        var wrong = Forms(wrongClocks: 1);
        wrong.Keys.ShouldBe(right.Keys, ignoreOrder: true);
        right.Select(form => Math.Abs(form.Value - wrong[form.Key])).ShouldAllBe(seconds => seconds == 86_400);
        right.Select(form => form.Value < wrong[form.Key]).Distinct().Count().ShouldBe(2);
    }

    /// <summary>The first forms' times.</summary>
    private static Dictionary<RegionCode, long> Forms(double wrongClocks) =>
        Acts(12, 3, wrongClocks)
            .Select(act => act.Statement)
            .OfType<Form>()
            .GroupBy(form => form.Station)
            .ToDictionary(forms => forms.Key, forms => forms.First().Taken.UnixSeconds);

    private static byte[] Stripped(byte[] photo)
    {
        PhotoMetadata.TryStrip(photo, ImageLimits.Default, out var stripped, out var problem).ShouldBeTrue($"{problem}");
        return stripped!;
    }

    private static List<RehearsedAct> Acts(int stations, ulong seed, double wrongClocks = 0.02)
    {
        using var rehearsal = Make(stations, seed, wrongClocks);
        return [.. rehearsal.Acts().Select(act => act.Act)];
    }

    private static string Told(RehearsedAct act) =>
        $"{act} {act.Path} {act.Expected} {act.Name} {act.Carriage} {act.Signature} {Convert.ToHexString(act.Bytes)}";

    private static Rehearsal Make(int stations, ulong seed, double wrongClocks = 0.02)
    {
        var options = new SimulationOptions(stations, seed)
        {
            Contests = [SimulatedElection.Contest, "pdpr"],
            Plenaries = true,
            Watching = 0.3,
            StandInPhotos = true,
            WrongClocks = wrongClocks,
        };
        var root = new DeterministicSigner(Enumerable.Repeat((byte)7, 32).ToArray());
        return new Rehearsal(options, Head, SimulatedRegions.Generate(stations, seed).Tree, root, new byte[32]);
    }
}
