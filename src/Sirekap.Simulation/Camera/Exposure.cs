using Sirekap.Paper.Layouts;
using Sirekap.Reading.Images;

namespace Sirekap.Simulation.Camera;

/// <summary>
/// The light that reaches the sensor: every pixel of the photo looked up once on the page. The way from photo to page and the light are
/// computed exactly at the corners of cells and interpolated within.
/// </summary>
internal sealed class Exposure
{
    /// <summary>
    /// Pixels: within so few neither perspective nor a sheet's waves bend visibly, and the exact way is computed once in 256 pixels.
    /// </summary>
    private const int Cell = 16;

    /// <summary>
    /// Fixed point with 16 bits after the point: 15 before it reach beyond the largest page, and a step over a cell is exact to 1/4000
    /// pixel.
    /// </summary>
    private const int One = 1 << 16;
    private readonly Viewpoint _view;
    private readonly PhotoParameters _shot;
    private readonly SceneLight _light;
    private readonly InkPage _page;
    private readonly Backdrop _backdrop;
    private readonly byte[] _tones = new byte[256];

    private Exposure(Viewpoint view, PhotoParameters shot, InkPage page)
    {
        (_view, _shot, _page) = (view, shot, page);
        _light = new SceneLight(shot);
        _backdrop = new Backdrop(shot);
        for (var level = 0; level < _tones.Length; level++)
        {
            _tones[level] = (byte)
                Math.Clamp(shot[Parameter.Haze] + ((shot[Parameter.Brightness] - shot[Parameter.Haze]) * level / 255), 0, 255);
        }
    }

    public static GrayImage Of(Viewpoint view, PhotoParameters shot, InkPage page, PageLayout layout)
    {
        var exposure = new Exposure(view, shot, page);
        var photo = new GrayImage(view.Width, view.Height);
        var upper = new Node[(view.Width / Cell) + 2];
        var lower = new Node[upper.Length];
        exposure.Nodes(upper, 0);
        for (var top = 0; top < view.Height; top += Cell)
        {
            exposure.Nodes(lower, top + Cell);
            for (var left = 0; left < view.Width; left += Cell)
            {
                exposure.Fill(photo, left, top, upper[left / Cell], upper[(left / Cell) + 1], lower[left / Cell], lower[(left / Cell) + 1]);
            }

            (upper, lower) = (lower, upper);
        }

        Backdrop.Fingers(photo, shot, view, layout.Width, layout.Height);
        return photo;
    }

    private void Nodes(Node[] nodes, int y)
    {
        var longSide = _shot.LongSide;
        for (var i = 0; i < nodes.Length; i++)
        {
            var x = i * Cell;
            var sheet = _view.ToSheet(x, y);
            var (light, glare) = _light.At((x - (_view.Width / 2.0)) / longSide, (y - (_view.Height / 2.0)) / longSide);
            var shape = _view.Shape.Light(sheet.X, sheet.Y);
            nodes[i] = new Node(
                Fixed((sheet.X * _page.Scale) - 0.5),
                Fixed((sheet.Y * _page.Scale) - 0.5),
                (int)(light * One * (1 - glare)),
                (int)(light * shape * One * (1 - glare)),
                (int)(glare * 255 * One)
            );
        }
    }

    /// <summary>Far beyond the sheet one place is as good as another.</summary>
    private static int Fixed(double pixels) => (int)(Math.Clamp(pixels, -8000, 16000) * One);

    private void Fill(GrayImage photo, int left, int top, Node a, Node b, Node c, Node d)
    {
        var (limitX, limitY) = ((_page.Image.Width - 1) << 16, (_page.Image.Height - 1) << 16);
        var inside = a.On(limitX, limitY) && b.On(limitX, limitY) && c.On(limitX, limitY) && d.On(limitX, limitY);
        var (right, bottom) = (Math.Min(left + Cell, photo.Width), Math.Min(top + Cell, photo.Height));
        for (var y = top; y < bottom; y++)
        {
            var from = Node.Between(a, c, y - top);
            var to = Node.Between(b, d, y - top);
            var row = photo.Row(y)[left..right];
            if (inside)
            {
                Sheet(row, from, to);
            }
            else
            {
                Edge(row, from, to, left, y, limitX, limitY);
            }
        }
    }

    private void Sheet(Span<byte> row, Node from, Node to)
    {
        unchecked
        {
            ReadOnlySpan<byte> pixels = _page.Image.Pixels;
            ReadOnlySpan<byte> tones = _tones;
            var width = _page.Image.Width;
            var (u, v, light, glare) = (from.U, from.V, from.SheetLight, from.Glare);
            var (du, dv, dl, dg) = ((to.U - u) / Cell, (to.V - v) / Cell, (to.SheetLight - light) / Cell, (to.Glare - glare) / Cell);
            for (var x = 0; x < row.Length; x++)
            {
                var at = ((v >> 16) * width) + (u >> 16);
                var (fx, fy) = ((u >> 8) & 0xFF, (v >> 8) & 0xFF);
                var quad = pixels.Slice(at, width + 2);
                var upper = (quad[0] << 8) + ((quad[1] - quad[0]) * fx);
                var lower = (quad[width] << 8) + ((quad[width + 1] - quad[width]) * fx);
                var level = tones[((upper << 8) + ((lower - upper) * fy)) >> 16];
                row[x] = (byte)Math.Min(255, ((level * (light >> 4)) + (glare >> 4)) >> 12);
                (u, v, light, glare) = (u + du, v + dv, light + dl, glare + dg);
            }
        }
    }

    private void Edge(Span<byte> row, Node from, Node to, int left, int y, int limitX, int limitY)
    {
        unchecked
        {
            var (u, v, sheet, room, glare) = ((long)from.U, (long)from.V, (long)from.SheetLight, (long)from.RoomLight, (long)from.Glare);
            for (var x = 0; x < row.Length; x++)
            {
                var (atU, atV) = (u + ((to.U - u) * x / Cell), v + ((to.V - v) * x / Cell));
                var on = atU >= 0 && atV >= 0 && atU < limitX && atV < limitY;
                var level = on ? _tones[_page.Image[(int)(atU >> 16), (int)(atV >> 16)]] : _backdrop.At(left + x, y);
                var light = on ? sheet + ((to.SheetLight - sheet) * x / Cell) : room + ((to.RoomLight - room) * x / Cell);
                row[x] = (byte)Math.Min(255, ((level * light) + glare + ((to.Glare - glare) * x / Cell)) >> 16);
            }
        }
    }

    /// <summary>A cell's corner, in 65536ths: the page's pixel, light beside and on the sheet, white of a reflection.</summary>
    private readonly record struct Node(int U, int V, int RoomLight, int SheetLight, int Glare)
    {
        public bool On(int limitX, int limitY) => U >= 0 && V >= 0 && U < limitX && V < limitY;

        public static Node Between(Node upper, Node lower, int row) =>
            new(
                Between(upper.U, lower.U, row),
                Between(upper.V, lower.V, row),
                Between(upper.RoomLight, lower.RoomLight, row),
                Between(upper.SheetLight, lower.SheetLight, row),
                Between(upper.Glare, lower.Glare, row)
            );

        private static int Between(int upper, int lower, int row) => upper + (int)(((long)lower - upper) * row / Cell);
    }
}
