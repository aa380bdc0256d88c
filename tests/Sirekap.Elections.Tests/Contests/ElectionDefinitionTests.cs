using System.Text;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;

namespace Sirekap.Elections.Tests.Contests;

public class ElectionDefinitionTests
{
    private const string Whole = """
        {
          // A made election with every form of writing.
          "id": "made-2026", "ledger": "example.org/made-2026", "kind": "simulation",
          "title": { "id": "Pemilihan", "en": "Election" },
          "limits": { "voters": 600, "law": 800 },
          "contests": [
            { "code": "ketua", "kind": "tickets", "title": "Ketua", "form": ["voters", "sums"], "choices": ["Mawar", "Melati"] },
            { "code": "dewan", "kind": "parties", "title": { "id": "Dewan", "en": "Council" },
              "tier": "province", "rule": { "method": "sainte-lague", "threshold": 25 }, "districts": [
              { "code": "1101", "name": "Satu", "regions": ["1103", "1101"], "seats": 3, "choices": [
                { "number": 2, "name": "Partai Angin", "candidates": ["Ani", { "number": 4, "name": "Budi" }] }, "Partai Hujan" ] } ] },
          ],
          "levels": { "district": { "id": "Kelas", "en": "Class" }, "station": "Kotak" },
          "regions": { "11": "Pulau" },
          "stations": { "9901010001001": "POS 001" },
        }
        """;

    [Fact]
    public void A_whole_definition_is_read()
    {
        ElectionDefinition.TryParse(Encoding.UTF8.GetBytes(Whole), out var definition, out var error).ShouldBeTrue(error);
        definition!.Id.ShouldBe("made-2026");
        definition.Ledger.ShouldBe("example.org/made-2026");
        definition.Kind.ShouldBe(ElectionKind.Simulation);
        definition.Rules.Version.ShouldBe(1);
        definition.Structure.Limits.ShouldBe(new Limits(600, 800, 2));
        Encoding
            .ASCII.GetString(definition.Structure.Encode())
            .ShouldEndWith(
                "\"contests\":"
                    + """[{"code":"ketua","kind":"tickets","tier":"nation","rule":{"method":"plurality"},"form":["voters","sums"]"""
                    + ""","districts":[{"code":"0","regions":["0"],"seats":1,"choices":[1,2]}]}"""
                    + """,{"code":"dewan","kind":"parties","tier":"province","rule":{"method":"sainte-lague","threshold":25}"""
                    + ""","form":["roll","fromRoll","transferred","sameDay","voters","ballots","disabled","sums"]"""
                    + ""","districts":[{"code":"1101","regions":["1101","1103"],"seats":3,"choices":[[2,1,4],[3]]}]}]}"""
            );
        var names = definition.Names;
        names.Title.ShouldBe(new Bilingual("Pemilihan", "Election"));
        names.ContestTitle("ketua").ShouldBe(new Bilingual("Ketua", "Ketua"));
        names.ChoiceName("ketua", "0", new Choice(2)).ShouldBe("Melati");
        names.ChoiceName("dewan", "1101", new Choice(2, 4)).ShouldBe("Budi");
        names.ChoiceName("dewan", "1101", new Choice(3)).ShouldBe("Partai Hujan");
        names.DistrictName("dewan", "1101").ShouldBe("Satu");
        names.RegionName(RegionCode.Parse("11")).ShouldBe("Pulau");
        names.StationName(RegionCode.Parse("9901010001001")).ShouldBe("POS 001");
        names.StationName(RegionCode.Parse("9901010001002")).ShouldBe("Kotak 002");
        names.Levels[Level.District].ShouldBe(new Bilingual("Kelas", "Class"));
    }

    [Theory]
    [InlineData("\"voters\", \"sums\"]", "\"sums\", \"voters\"]", "$.contests[0].form[1]: expected rows of roll, fromRoll,")]
    [InlineData("\"voters\", \"sums\"]", "\"voter\", \"sums\"]", "$.contests[0].form[0]: expected rows of roll, fromRoll,")]
    [InlineData("\"voters\", \"sums\"]", "\"voters\"]", "$.contests[0].form: form: a form has the row sums")]
    [InlineData("\"threshold\": 25", "\"threshold\": 1000", "$.contests[1].rule.threshold: expected an integer from 0 to 999")]
    [InlineData("\"threshold\": 25", "\"spread\": 25", "$.contests[1].rule.spread: is not known; expected method, threshold")]
    [InlineData("\"sainte-lague\"", "\"borda\"", "$.contests[1].rule.method: expected one of plurality, majority, sainte-lague")]
    [InlineData("\"sainte-lague\", \"threshold\": 25", "\"majority\"", "$.contests[1].rule.majority: is missing")]
    [InlineData(
        "\"tier\": \"province\"",
        "\"tier\": \"village\"",
        "$.contests[1].tier: expected one of nation, province, regency, district"
    )]
    [InlineData("\"tier\": \"province\"", "\"tier\": \"regency\"", "$.contests: contest dewan, district 1101: 1103 and 1101 do not lie")]
    [InlineData(
        "\"district\": {",
        "\"subdistrict\": {",
        "$.levels.subdistrict: expected one of province, regency, district, village, station"
    )]
    [InlineData("\"made-2026\"", "\"Made 2026\"", "$.id: expected 1 to 64 of a-z, 0-9 and -")]
    [InlineData("\"example.org/made-2026\"", "\"https://example.org\"", "$.ledger: expected a URL without its scheme")]
    [InlineData("\"example.org/made-2026\"", "\"example.org/a+b\"", "$.ledger: expected a URL without its scheme")]
    [InlineData("\"example.org/made-2026\"", "\"example.org/a b\"", "$.ledger: expected a URL without its scheme")]
    [InlineData("\"simulation\"", "\"fake\"", "$.kind: expected one of real, copy, simulation")]
    [InlineData("\"kind\": \"simulation\"", "\"kind\": \"real\", \"rules\": 2", "$.rules: rules version 2 is not known")]
    [InlineData("\"voters\": 600", "\"voters\": \"600\"", "$.limits.voters: expected an integer from 1 to 999999")]
    [InlineData("\"voters\": 600", "\"voter\": 600", "$.limits.voter: is not known; expected voters, law, reserve")]
    [InlineData("\"en\": \"Election\"", "\"de\": \"Wahl\"", "$.title.en: is missing")]
    [InlineData("\"kind\": \"tickets\"", "\"kind\": \"lottery\"", "$.contests[0].kind: expected one of tickets, parties, individuals")]
    [InlineData("[\"Mawar\", \"Melati\"]", "[]", "$.contests: contest ketua, district 0: no choices")]
    [InlineData(
        "[\"Mawar\", \"Melati\"]",
        "[{ \"number\": 1, \"name\": \"M\", \"candidates\": [] }]",
        "$.contests[0].choices[0].candidates: only parties have candidates"
    )]
    [InlineData(
        "\"number\": 4",
        "\"number\": 1",
        "$.contests[1].districts[0].choices[0].candidates[1].number: expected a number above 1: choices ascend"
    )]
    [InlineData("\"1103\", \"1101\"", "\"1103\", \"11O1\"", "$.contests[1].districts[0].regions[1]: expected a region's code")]
    [InlineData("\"seats\": 3, ", "\"seats\": 0, ", "$.contests[1].districts[0].seats: expected an integer from 1 to 999")]
    [InlineData("\"dewan\"", "\"ketua\"", "$.contests: duplicate contest ketua")]
    [InlineData("\"11\": \"Pulau\"", "\"1\": \"Pulau\"", "$.regions.1: expected a region's code as the key")]
    [InlineData("\"11\": \"Pulau\"", "\"11\": 7", "$.regions.11: expected a text")]
    [InlineData("\"11\": \"Pulau\"", "\"11\": \"\\ud800\"", "$: a text is not Unicode")]
    [InlineData("\"id\": \"made-2026\"", "\"id\": \"made-2026\", \"id\": \"x\"", "$.id: is given twice")]
    [InlineData("\"contests\": [", "\"contests\": [ !", "line 6: ")]
    [InlineData(
        "\"Melati\"",
        "\" mawar\"",
        "$.contests[0].choices[1]: \" mawar\" is the name at $.contests[0].choices[0] already; two choices of a ballot have two names"
    )]
    [InlineData(
        "\"name\": \"Partai Angin\"",
        "\"name\": \"Partai Angin\", \"sex\": \"P\"",
        "$.contests[1].districts[0].choices[0].sex: a party"
    )]
    [InlineData(
        "\"name\": \"Budi\"",
        "\"name\": \"Budi\", \"sex\": \"M\"",
        "$.contests[1].districts[0].choices[0].candidates[1].sex: expected one of L, P"
    )]
    [InlineData(
        "\"name\": \"Budi\"",
        "\"name\": \"Budi\", \"status\": \"gone\"",
        "$.contests[1].districts[0].choices[0].candidates[1].status: expected one of standing, withdrawn, deceased, struck"
    )]
    [InlineData("\"Budi\"", "\"Ani\"", "$.contests[1].districts[0].choices[0].candidates[1]: \"Ani\" is the name at $.contests[1]")]
    public void What_is_wrong_is_said_with_its_place(string right, string wrong, string expected)
    {
        Whole.ShouldContain(right);
        ElectionDefinition
            .TryParse(Encoding.UTF8.GetBytes(Whole.Replace(right, wrong, StringComparison.Ordinal)), out _, out var error)
            .ShouldBeFalse();
        error.ShouldNotBeNull().ShouldStartWith(expected);
    }

    [Fact]
    public void A_candidate_can_have_a_sex_and_a_status()
    {
        var told = Whole
            .Replace("\"Melati\"", "{ \"number\": 2, \"name\": \"Melati\", \"sex\": \"P\" }")
            .Replace("\"name\": \"Budi\"", "\"name\": \"Budi\", \"sex\": \"L\", \"status\": \"deceased\"")
            .Replace("\"Partai Hujan\"", "{ \"number\": 3, \"name\": \"Partai Hujan\", \"status\": \"struck\" }");
        ElectionDefinition.TryParse(Encoding.UTF8.GetBytes(told), out var definition, out var error).ShouldBeTrue(error);
        var json = Encoding.ASCII.GetString(definition!.Structure.Encode());
        json.ShouldContain(
            ""","choices":[[2,1,4],[3]],"statuses":[{"choice":[2,4],"status":"deceased"},{"choice":[3],"status":"struck"}]}]}]}"""
        );
        ElectionStructure.TryParse(Encoding.ASCII.GetBytes(json), out var read, out error).ShouldBeTrue(error);
        var district = read!.Contests[1].Districts[0];
        district.StatusOf(new Choice(2, 4)).ShouldBe(CandidateStatus.Deceased);
        district.StatusOf(new Choice(2, 1)).ShouldBe(CandidateStatus.Standing);
        ElectionNames.TryParse(definition.Names.Encode(), out var names, out error).ShouldBeTrue(error);
        names!.Encode().ShouldBe(definition.Names.Encode());
        names.SexOf("ketua", "0", new Choice(2)).ShouldBe(CandidateSex.Woman);
        names.SexOf("ketua", "0", new Choice(1)).ShouldBe(CandidateSex.Untold);
        names.SexOf("dewan", "1101", new Choice(2, 4)).ShouldBe(CandidateSex.Man);

        // Whoever takes the place brings their own sex, or none; the others keep theirs.
        var after = names.With("ketua", "0", new Choice(2), new Person("Kenanga"));
        (after.ChoiceName("ketua", "0", new Choice(2)), after.SexOf("ketua", "0", new Choice(2))).ShouldBe(
            ("Kenanga", CandidateSex.Untold)
        );
        after.ChoiceName("ketua", "0", new Choice(1)).ShouldBe("Mawar");
        names.ChoiceName("ketua", "0", new Choice(2)).ShouldBe("Melati");
        names.With("ketua", "0", new Choice(2), person: null).ChoiceName("ketua", "0", new Choice(2)).ShouldBe("2");
    }

    [Theory]
    [InlineData("""[{"choice":[3],"status":"standing"}]""", "expected choices that do not stand, ascending")]
    [InlineData("""[{"choice":[3],"status":"struck"},{"choice":[2],"status":"struck"}]""", "expected choices that do not stand, ascending")]
    [InlineData("""[{"choice":[3],"status":"gone"}]""", "expected one of standing, withdrawn, deceased, struck")]
    [InlineData("""[{"choice":[0],"status":"struck"}]""", "numbers of choices begin at 1")]
    [InlineData("""[{"choice":[2,9],"status":"struck"}]""", "status of 2.9: expected a choice of this ballot that does not stand")]
    [InlineData("[]", "expected {\"choice\":")]
    public void Statuses_of_a_structure_are_of_its_ballot_and_ascend(string statuses, string expected)
    {
        ElectionDefinition.TryParse(Encoding.UTF8.GetBytes(Whole), out var definition, out _).ShouldBeTrue();
        var json = Encoding.ASCII.GetString(definition!.Structure.Encode()).Replace("[3]]}", $"[3]],\"statuses\":{statuses}}}");
        ElectionStructure.TryParse(Encoding.ASCII.GetBytes(json), out _, out var error).ShouldBeFalse();
        error.ShouldNotBeNull().ShouldContain(expected);
    }

    [Theory]
    [InlineData("""{"name":"Ani","sex":"P"}""", null)]
    [InlineData("""{"name":"Ani"}""", null)]
    [InlineData("""{"name":"Ani","sex":"X"}""", "$.sex: expected one of L, P")]
    [InlineData("""{"name":"A\u202Eni"}""", "$.name: U+202E")]
    [InlineData("""{"name":"Ani","age":3}""", "$.age: is not known; expected name, sex")]
    [InlineData("""{"sex":"P"}""", "$.name: is missing")]
    public void A_person_is_a_name_and_perhaps_a_sex(string json, string? expected)
    {
        Person.TryParse(Encoding.UTF8.GetBytes(json), out var person, out var error).ShouldBe(expected is null, error);
        (error ?? "").ShouldStartWith(expected ?? "");
        if (person is not null)
        {
            Encoding.UTF8.GetString(person.Encode()).ShouldBe(json);
        }
    }

    [Fact]
    public void Names_are_read_as_they_were_written()
    {
        ElectionDefinition.TryParse(Encoding.UTF8.GetBytes(Whole), out var definition, out _).ShouldBeTrue();
        var json = definition!.Names.Encode();
        ElectionNames.TryParse(json, out var read, out var error).ShouldBeTrue(error);
        read!.Encode().ShouldBe(json);
        read.ChoiceName("dewan", "1101", new Choice(2, 4)).ShouldBe("Budi");
        read.ChoiceName("ketua", "0", new Choice(1)).ShouldBe("Mawar");
        read.StationName(RegionCode.Parse("9901010001001")).ShouldBe("POS 001");
    }

    [Fact]
    public void Names_in_any_order_give_the_same_bytes()
    {
        static ElectionNames With(params string[] codes) =>
            ElectionNames.None("x") with
            {
                Regions = codes.ToDictionary(RegionCode.Parse, code => $"Kota {code}"),
            };

        With("11", "0", "99AA").Encode().ShouldBe(With("99AA", "11", "0").Encode());
    }

    [Fact]
    public void Without_names_there_are_numbers_and_codes()
    {
        var names = ElectionNames.None("made-2026");
        names.Title.English.ShouldBe("made-2026");
        names.ContestTitle("ppwp").Indonesian.ShouldBe("ppwp");
        names.ChoiceName("pdpr", "1101", new Choice(3, 7)).ShouldBe("3.7");
        names.DistrictName("pdpr", "1101").ShouldBe("1101");
        names.RegionName(RegionCode.Parse("1101")).ShouldBe("1101");
        names.StationName(RegionCode.Parse("1101012001007")).ShouldBe("TPS 007");
        names.StationName(RegionCode.Parse("1101012001901")).ShouldBe("TPS 901");
    }

    [Theory]
    [InlineData("""{"title":{"id":"a","en":"b"},"later":[1,2]}""", null)]
    [InlineData("""{"contests":{}}""", "$.title: is missing")]
    [InlineData("""{"title":"a","stations":{"1101":"x"}}""", "$.stations.1101: expected a station's code as the key")]
    [InlineData("""{"title":"a","contests":{"ppwp":{"title":"b","choices":{"1":2}}}}""", "$.contests.ppwp.choices.1: expected a text")]
    [InlineData("[]", "$: expected an object")]
    public void The_names_document_passes_over_what_it_does_not_know_and_no_more(string json, string? expected)
    {
        ElectionNames.TryParse(Encoding.UTF8.GetBytes(json), out _, out var error).ShouldBe(expected is null);
        error.ShouldBe(expected);
    }
}
