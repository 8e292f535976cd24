package com.hiremebahamas.release;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.lang.model.element.Modifier;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/// What a user of the published modules can name has a comment. The build checks the comments themselves; that each
/// parameter has a tag is not asked for, where the sentence says it.
class ApiDocumentationTest {

    private static final Set<Modifier> API = EnumSet.of(Modifier.PUBLIC, Modifier.PROTECTED);

    @Test
    void everyPublicTypeAndMemberHasAComment() throws IOException {
        for (var module : PublishedModule.all()) {
            var sources = SourceTree.ROOT.resolve(module.name()).resolve("src/main/java");
            assertThat(withoutComment(sources)).as(module.name()).isEmpty();
        }
    }

    private static List<String> withoutComment(Path sources) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null);
                var tree = Files.walk(sources)) {
            var paths = tree.filter(file -> file.toString().endsWith(".java")).toList();
            var task = (JavacTask)
                    compiler.getTask(null, files, null, null, null, files.getJavaFileObjectsFromPaths(paths));
            var scanner = new Scanner(DocTrees.instance(task));
            for (var unit : task.parse()) scanner.scan(unit, null);
            return scanner.found;
        }
    }

    private static final class Scanner extends TreePathScanner<Void, Void> {

        private final DocTrees comments;
        private final List<String> found = new ArrayList<>();

        private Scanner(DocTrees comments) {
            this.comments = comments;
        }

        @Override
        public Void visitClass(ClassTree type, Void nothing) {
            if (!isApi(type.getModifiers())) return null;
            check(type.getSimpleName().toString());
            return super.visitClass(type, null);
        }

        @Override
        public Void visitMethod(MethodTree method, Void nothing) {
            var overrides = method.getModifiers().getAnnotations().stream()
                    .anyMatch(annotation ->
                            annotation.getAnnotationType().toString().equals("Override"));
            if (isApi(method.getModifiers()) && !overrides)
                check(method.getName().toString());
            return null;
        }

        @Override
        public Void visitVariable(VariableTree field, Void nothing) {
            if (isApi(field.getModifiers())) check(field.getName().toString());
            return null;
        }

        /// Members of an interface are public without the word.
        private boolean isApi(ModifiersTree modifiers) {
            var parent = getCurrentPath().getParentPath().getLeaf();
            var flags = modifiers.getFlags();
            if (parent.getKind() == Tree.Kind.INTERFACE) return !flags.contains(Modifier.PRIVATE);
            return flags.stream().anyMatch(API::contains);
        }

        private void check(String name) {
            TreePath path = getCurrentPath();
            if (comments.getDocComment(path) != null) return;
            var file =
                    Path.of(path.getCompilationUnit().getSourceFile().toUri()).getFileName();
            found.add(Objects.toString(file) + ": " + name);
        }
    }
}
