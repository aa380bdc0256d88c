namespace Sirekap.Reading.Reports;

/// <summary>What stands in the way of a clear reading, in words.</summary>
internal static class ReportProblems
{
    public static void Write(Html html, FormReading reading, IReadOnlyList<ReadOnlyMemory<byte>> photos)
    {
        if (reading.Problems.Count == 0)
        {
            return;
        }

        html.Tag("<section><h2>").Words("Yang menghalangi", "what stands in the way").Tag("</h2><ul>");
        foreach (var problem in reading.Problems)
        {
            html.Tag("<li>");
            if (problem.Photo is { } photo)
            {
                html.Add($"Foto {ReportPage.IndexOf(photos, photo) + 1}<span lang=\"en\"> photo</span>: ");
            }

            if (problem.Page is { } page)
            {
                html.Add($"halaman {page} <span lang=\"en\">page</span>: ");
            }

            html.Words(ReadingWords.Of(problem)).Add($" <code>{problem.Code}</code></li>");
        }

        html.Tag("</ul></section>");
    }
}
