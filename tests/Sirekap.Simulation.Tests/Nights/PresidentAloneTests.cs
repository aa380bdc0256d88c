using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Statements;
using Sirekap.Simulation.Nights;

namespace Sirekap.Simulation.Tests.Nights;

public class PresidentAloneTests
{
    /// <summary>The night that published figures and pictures show: it was told before there were other contests.</summary>
    [Fact]
    public void A_seed_tells_the_night_that_it_always_told()
    {
        using var election = new MadeElection(new SimulationOptions(300, 2024) { Plenaries = true, ReviewShare = 0.2 });
        var told = new StringBuilder();
        foreach (var entry in election.Night.Entries())
        {
            told.Append(CultureInfo.InvariantCulture, $"{entry.At.UnixSeconds} {entry.Intent} ")
                .AppendLine(
                    election.Read(entry) switch
                    {
                        Form form => $"form {form.Station} {form.Taken.UnixSeconds} {Figures(form.Fields)}",
                        Review review => $"{review.Act} {review.Station} {review.Reason} {Figures(review.Fields)}",
                        Totals totals => $"totals {totals.Region} {totals.Stations}",
                        Enrol enrol => $"enrol {enrol.Scope}",
                        Revoke revoke => $"revoke {revoke.Reason}",
                        var other => other.GetType().Name,
                    }
                );
        }

        Convert
            .ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(told.ToString())))
            .ShouldBe("0c7311cf29df86660e82c094efc356358cde9080d9f9524c7edcfeb4f3146372");

        static string Figures(FormFields? fields) =>
            fields is null ? "" : $"{string.Join(',', fields.Votes.ToArray())} {string.Join(',', fields.Counts.ToArray())}";
    }
}
