using System.Reflection;
using System.Xml.Linq;

// PublicDocs ASSEMBLY DOCUMENTATION: takes the documentation of what is not public out of a compiler's XML file, as packages want it.
if (args is not [var assembly, var file])
{
    Console.Error.WriteLine("usage: PublicDocs ASSEMBLY.dll DOCUMENTATION.xml");
    return 2;
}
HashSet<string> known = [.. Assembly.LoadFrom(Path.GetFullPath(assembly)).GetExportedTypes().SelectMany(PublicDocs.Ids.Of)];
XDocument document = XDocument.Load(file);
document.Descendants("member").Where(member => !known.Contains((string?)member.Attribute("name") ?? "")).ToList().ForEach(member => member.Remove());
document.Save(file);
return 0;
