using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Statements;
using Sirekap.Simulation.Nights;

namespace Sirekap.Simulation.Tests.Nights;

public class PresidentAloneTests
{
    /// <summary>The night as it is told with or without other contests; since stations vote by noken, those of the highlands do.</summary>
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
            .ShouldBe("3e72885d081d2c285a59627d0c41351ccc8edcf6c76aba85e65a782c38d6dbfe");

        static string Figures(FormFields? fields) =>
            fields is null ? "" : $"{string.Join(',', fields.Votes.ToArray())} {string.Join(',', fields.Counts.ToArray())}";
    }
}
